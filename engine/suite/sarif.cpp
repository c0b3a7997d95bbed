#include "suite/sarif.hpp"

#include <filesystem>
#include <string_view>

#include <fmt/format.h>

#include "report/run_json.hpp"
#include "report/version.hpp"

namespace pessimist::suite {

using nlohmann::ordered_json;

namespace {

/// A path as a URI reference: what RFC 3986 does not let stand there by itself, in percent.
std::string uri_of(const std::string& file) {
  constexpr std::string_view unreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string uri = std::filesystem::path(file).is_absolute() ? "file://" : "";
  for (const char c : file) {
    if (unreserved.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  return uri;
}

ordered_json location_of(const Place& place) {
  return {{"physicalLocation",
           {{"artifactLocation", {{"uri", uri_of(place.file)}}}, {"region", {{"startLine", place.line}}}}}};
}

/// The rules that are broken, each once, by number.
class Rules {
 public:
  std::size_t number_of(const std::string& id, const std::string& description) {
    for (std::size_t number = 0; number < rules_.size(); ++number) {
      if (rules_[number]["id"] == id) return number;
    }
    rules_.push_back({{"id", id},
                      {"shortDescription", {{"text", description}}},
                      {"defaultConfiguration", {{"level", "error"}}}});
    return rules_.size() - 1;
  }
  ordered_json json() && { return std::move(rules_); }

 private:
  ordered_json rules_ = ordered_json::array();
};

ordered_json result_of(const Contract& contract, const Judged& judged, const Drift& drift, Rules& rules) {
  const bool is_broken = drift.kind == Drift::Kind::broken;
  const std::string rule = judged.spec + "/" + (is_broken ? "broken" : drift.property);
  const std::string description = is_broken
                                      ? fmt::format("The specification {} does what none may.", judged.spec)
                                      : fmt::format("{} of {}", drift.property, judged.spec);
  const std::size_t number = rules.number_of(rule, description);
  const std::string text = fmt::format("{}: {}. Again: {}", judged.entry->name, drift.told, judged.command);
  return {{"ruleId", rule},
          {"ruleIndex", number},
          {"level", "error"},
          {"message", {{"text", text}}},
          {"locations", ordered_json::array({location_of(place_of(contract, judged, drift))})},
          {"partialFingerprints", {{"check/v1", judged.entry->name + "/" + rule}}}};
}

}  // namespace

std::string sarif_json(const Contract& contract, const std::vector<Judged>& checks) {
  Rules rules;
  ordered_json results = ordered_json::array();
  for (const Judged& judged : checks) {
    for (const Drift& drift : judged.drifts) {
      if (drift.kind == Drift::Kind::violated || drift.kind == Drift::Kind::broken)
        results.push_back(result_of(contract, judged, drift, rules));
    }
  }
  const ordered_json driver{
      {"name", "pessimist"}, {"version", version()}, {"rules", std::move(rules).json()}};
  const ordered_json run{{"tool", {{"driver", driver}}}, {"results", std::move(results)}};
  return file_text({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", ordered_json::array({run})}});
}

}  // namespace pessimist::suite
