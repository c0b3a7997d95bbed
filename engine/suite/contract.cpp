#include "suite/contract.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include <fmt/format.h>

#define TOML_ENABLE_FORMATTERS 0  // nothing is written here
#include <toml++/toml.h>

#include "report/cannot_read.hpp"
#include "report/named.hpp"
#include "report/nearest.hpp"
#include "report/quantity_words.hpp"
#include "suite/file_content.hpp"
#include "suite/text_places.hpp"

namespace pessimist::suite {

namespace {

const std::vector<std::string> known_keys{
    "name",   "spec", "parameters", "faults",       "network", "reduce",  "properties", "keep_going",
    "prefer", "time", "memory",     "handler_time", "states",  "verdict", "violated",   "vacuous"};
constexpr std::array pinned_verdicts{Verdict::proved, Verdict::violated, Verdict::unfinished};

unsigned line_of(const toml::source_region& region) { return region.begin.line; }

bool is_line(const std::string& text) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  return !text.empty() && std::none_of(text.begin(), text.end(), is_control);
}

/// Reads one [[check]].
class EntryReader {
 public:
  EntryReader(const Contract& contract, const TextPlaces& places, const toml::table& table)
      : contract_(contract), places_(places), table_(table) {
    entry_.line = line_of(table.source());
    entry_.name = "[[check]]";
    for (const auto* const key : {"spec", "name"}) {
      const auto given = table[key].value<std::string>();
      if (given && is_line(*given)) entry_.name = *given;
    }
  }

  Entry read() {
    place_keys();
    if (table_.get("spec") == nullptr) refuse(entry_.line, "it has no `spec`");
    read_settings();
    read_expected();
    const toml::node* const name = table_.get("name");
    entry_.name = name != nullptr ? name_of(*name) : command_words();
    return std::move(entry_);
  }

 private:
  [[noreturn]] void refuse(unsigned line, const std::string& what) const {
    throw refusal(contract_, entry_, line, what);
  }

  void place_keys() {
    for (const auto& [key, value] : table_) {
      const std::string name(key.str());
      if (std::find(known_keys.begin(), known_keys.end(), name) == known_keys.end())
        refuse(line_of(key.source()), unknown("key", name, known_keys));
      entry_.lines[name] = line_of(key.source());
      const toml::source_region& region = value.source();
      const Piece piece{places_.offset(region.begin.line, region.begin.column),
                        places_.offset(region.end.line, region.end.column)};
      // A table under a header of its own is no part of the entry's lines.
      if (const toml::table* const table = value.as_table(); table != nullptr && !table->is_inline())
        continue;
      entry_.values[name] = piece;
      entry_.end = std::max(entry_.end, piece.end);
    }
  }

  template <class T>
  T value_of(const toml::node& node, const std::string& what, std::string_view type) const {
    const std::optional<T> value = node.value_exact<T>();
    if (!value) refuse(line_of(node.source()), fmt::format("`{}` is to be {}", what, type));
    return *value;
  }

  const toml::table& table_of(const toml::node& node, const std::string& key,
                              std::string_view example) const {
    const toml::table* const table = node.as_table();
    if (table == nullptr)
      refuse(line_of(node.source()), fmt::format("`{}` is to be written {}", key, example));
    return *table;
  }

  std::vector<std::pair<std::string, unsigned>> names_of(const toml::node& node,
                                                         const std::string& key) const {
    const toml::array* const array = node.as_array();
    if (array == nullptr)
      refuse(line_of(node.source()), fmt::format("`{}` is to be written [\"NAME\", ...]", key));
    std::vector<std::pair<std::string, unsigned>> names;
    for (const toml::node& one : *array)
      names.emplace_back(value_of<std::string>(one, key, "names in quotes"), line_of(one.source()));
    return names;
  }

  void add(const std::string& key, std::string word, unsigned line) {
    entry_.settings.push_back({key, std::move(word), line});
  }

  void add_text(const std::string& key) {
    if (const toml::node* const node = table_.get(key); node != nullptr)
      add(key, value_of<std::string>(*node, key, "a text in quotes"), line_of(node->source()));
  }

  std::string parameter_word(const toml::node& value, const std::string& name) const {
    if (value.is_integer()) return std::to_string(value.as_integer()->get());
    if (value.is_boolean()) return value.as_boolean()->get() ? "true" : "false";
    return value_of<std::string>(value, "parameters." + name, "a whole number, true, false or a text");
  }

  unsigned count_of(const toml::node& value, const std::string& what) const {
    const auto number = value_of<std::int64_t>(value, what, "a whole number");
    if (number < 0 || number > std::numeric_limits<unsigned>::max())
      refuse(line_of(value.source()), fmt::format("`{}` cannot be {}", what, number));
    return static_cast<unsigned>(number);
  }

  void read_settings() {
    add_text("spec");
    if (const toml::node* const node = table_.get("parameters"); node != nullptr) {
      for (const auto& [key, value] : table_of(*node, "parameters", "{NAME = VALUE, ...}")) {
        const std::string name(key.str());
        add("parameters", name + "=" + parameter_word(value, name), line_of(key.source()));
      }
    }
    add_text("network");  // before the faults, for it decides which there can be
    if (const toml::node* const node = table_.get("faults"); node != nullptr) {
      for (const auto& [key, value] : table_of(*node, "faults", "{FAULT = BUDGET, ...}")) {
        const std::string name(key.str());
        add("faults", fmt::format("{}={}", name, count_of(value, "faults." + name)), line_of(key.source()));
      }
    }
    add_text("reduce");
    if (const toml::node* const node = table_.get("properties"); node != nullptr) {
      for (const auto& [name, line] : names_of(*node, "properties")) add("properties", name, line);
    }
    if (const toml::node* const node = table_.get("keep_going");
        node != nullptr && value_of<bool>(*node, "keep_going", "true or false"))
      add("keep_going", "true", line_of(node->source()));
    for (const auto* const key : {"prefer", "time", "memory", "handler_time"}) add_text(key);
  }

  void read_expected() {
    if (const toml::node* const node = table_.get("states"); node != nullptr) {
      const auto states = value_of<std::int64_t>(*node, "states", "a whole number");
      if (states < 0) refuse(line_of(node->source()), fmt::format("`states` cannot be {}", states));
      entry_.expected.states = static_cast<std::uint64_t>(states);
    }
    if (const toml::node* const node = table_.get("verdict"); node != nullptr) read_verdict(*node);
    if (const toml::node* const node = table_.get("violated"); node != nullptr) read_violated(*node);
    if (const toml::node* const node = table_.get("vacuous"); node != nullptr) {
      for (const auto& [name, line] : names_of(*node, "vacuous")) entry_.expected.vacuous.push_back(name);
    }
  }

  void read_verdict(const toml::node& node) {
    const auto given = value_of<std::string>(node, "verdict", "a text in quotes");
    entry_.expected.verdict = named(pinned_verdicts, given);
    if (!entry_.expected.verdict)
      refuse(line_of(node.source()), unknown("verdict", given, {"proved", "violated", "unfinished"}));
  }

  void read_violated(const toml::node& node) {
    constexpr std::string_view example = "{\"PROPERTY\" = STEPS, ...}, on one line";
    const toml::table& table = table_of(node, "violated", example);
    if (!table.is_inline())
      refuse(entry_.lines["violated"], fmt::format("`violated` is to be written {}", example));
    Violations& violated = entry_.expected.violated.emplace();
    for (const auto& [key, value] : table) {
      const std::string name(key.str());
      const bool is_any = value.is_boolean() && value.as_boolean()->get();
      violated[name] = is_any ? std::nullopt : std::optional(count_of(value, "violated." + name));
    }
    const auto verdict = entry_.expected.verdict;
    if (!violated.empty() && verdict && *verdict != Verdict::violated)
      refuse(line_of(node.source()),
             fmt::format("the verdict {} says that nothing is violated", to_string(*verdict)));
  }

  std::string name_of(const toml::node& node) const {
    auto name = value_of<std::string>(node, "name", "a text in quotes");
    if (!is_line(name)) refuse(line_of(node.source()), "a name is a line of text");
    return name;
  }

  std::string words_of(std::string_view key, std::string_view separator = " ") const {
    std::vector<std::string> words;
    for (const Setting& setting : entry_.settings) {
      if (setting.key == key) words.push_back(setting.word);
    }
    return joined(words, separator);
  }

  std::string command_words() const {
    std::vector<std::string> words{words_of("spec")};
    const auto add_words = [&](std::string_view before, const std::string& given) {
      if (!given.empty()) words.push_back(std::string(before) + given);
    };
    add_words("", words_of("parameters"));
    add_words("--faults ", words_of("faults", ","));
    add_words("--network ", words_of("network"));
    add_words("--reduce ", words_of("reduce"));
    for (const Setting& setting : entry_.settings) {
      if (setting.key == "properties") add_words("--property ", fmt::format("'{}'", setting.word));
    }
    if (!words_of("keep_going").empty()) words.emplace_back("--keep-going");
    add_words("--prefer ", words_of("prefer"));
    return joined(words, " ");
  }

  const Contract& contract_;
  const TextPlaces& places_;
  const toml::table& table_;
  Entry entry_;
};

toml::table parsed(const Contract& contract) {
  try {
    return toml::parse(std::string_view(contract.text), std::string_view(contract.file));
  } catch (const toml::parse_error& error) {
    throw UsageError(fmt::format("{}:{}: {}", contract.file, line_of(error.source()),
                                 std::string_view(error.description())));
  }
}

}  // namespace

Verdict verdict_of(const Expected& expected) {
  if (expected.verdict) return *expected.verdict;
  return expected.violated && !expected.violated->empty() ? Verdict::violated : Verdict::proved;
}

UsageError refusal(const Contract& contract, const Entry& entry, unsigned line, const std::string& what) {
  return UsageError(fmt::format("{}:{}: {}: {}", contract.file, line, entry.name, what));
}

Contract read_contract(const std::string& file) {
  auto text = content_of(file);
  if (!text) throw UsageError(cannot_read(file));
  Contract contract{file, *std::move(text), {}};
  const toml::table document = parsed(contract);
  const TextPlaces places(contract.text);
  for (const auto& [key, value] : document) {
    if (key.str() != "check")
      throw UsageError(
          fmt::format("{}:{}: {}", file, line_of(key.source()), unknown("key", key.str(), {"check"})));
    if (!value.is_array_of_tables())
      throw UsageError(fmt::format("{}:{}: a check is written [[check]]", file, line_of(value.source())));
  }
  std::map<std::string, unsigned> lines;
  if (const toml::array* const checks = document["check"].as_array(); checks != nullptr) {
    for (const toml::node& check : *checks) {
      Entry entry = EntryReader(contract, places, *check.as_table()).read();
      const auto [other, is_new] = lines.emplace(entry.name, entry.line);
      if (!is_new)
        throw refusal(
            contract, entry, entry.line,
            fmt::format("the check in line {} has this name, too; `name` tells them apart", other->second));
      contract.entries.push_back(std::move(entry));
    }
  }
  if (contract.entries.empty()) throw UsageError(fmt::format("{} has no [[check]]", file));
  return contract;
}

}  // namespace pessimist::suite
