#include "suite/cache.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "report/version.hpp"
#include "report/write_file.hpp"
#include "store/hash.hpp"
#include "suite/file_content.hpp"

namespace pessimist::suite {

using nlohmann::ordered_json;

namespace {

constexpr int format = 1;  // raised when what is kept, or how it is told, changes

std::string hash_of(const std::string& content) { return fmt::format("{:016x}", store::hash_bytes(content)); }

/// The program that runs. Where the system does not say, as it was called.
std::string hash_of_executable(const std::string& called) {
  auto content = content_of("/proc/self/exe");
  if (!content) content = content_of(called);
  if (!content) throw UsageError(fmt::format("--cache: cannot read {} to know its results by", called));
  return fmt::format("{} {}", content->size(), hash_of(*content));
}

}  // namespace

Cache::Cache(std::filesystem::path folder, const std::string& executable)
    : folder_(std::move(folder)), executable_(hash_of_executable(executable)) {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (!std::filesystem::is_directory(folder_))
    throw UsageError(fmt::format("--cache: cannot make the folder {}: {}", folder_.string(),
                                 error ? error.message() : "it is a file"));
}

std::string Cache::key_of(const Entry& entry) const {
  ordered_json settings = ordered_json::array();
  for (const Setting& setting : entry.settings) settings.push_back({setting.key, setting.word});
  return ordered_json{{"format", format},
                      {"version", version()},
                      {"executable", executable_},
                      {"settings", std::move(settings)}}
      .dump();
}

std::filesystem::path Cache::file_of(const std::string& key) const {
  return folder_ / (hash_of(key) + ".json");
}

// The file holds the key as well, so that two whose hashes agree are told apart, and a hash of the outcome, so that damage
// is noticed.
std::optional<Outcome> Cache::find(const Entry& entry) const {
  const std::string key = key_of(entry);
  const auto content = content_of(file_of(key));
  if (!content) return std::nullopt;
  const ordered_json document = ordered_json::parse(*content, nullptr, /*allow_exceptions=*/false);
  if (!document.is_object()) return std::nullopt;
  for (const auto* const member : {"key", "outcome", "hash"}) {
    if (!document.contains(member) || !document[member].is_string()) return std::nullopt;
  }
  const auto outcome = document["outcome"].get<std::string>();
  if (document["key"] != key || document["hash"] != hash_of(outcome)) return std::nullopt;
  return outcome_from_text(outcome);
}

void Cache::keep(const Entry& entry, const Outcome& outcome) const {
  if (outcome.verdict != Verdict::proved && outcome.verdict != Verdict::violated) return;
  const std::string key = key_of(entry);
  const std::string text = to_text(outcome);
  write_file(file_of(key),
             ordered_json{{"key", key}, {"hash", hash_of(text)}, {"outcome", text}}.dump() + "\n");
}

}  // namespace pessimist::suite
