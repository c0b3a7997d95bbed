#include "suite/update.hpp"

#include <algorithm>
#include <optional>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace pessimist::suite {

namespace {

std::string in_toml(const toml::node& node) {
  std::ostringstream text;
  // In double quotes, as people write names.
  text << toml::toml_formatter{
      node, toml::toml_formatter::default_flags & ~toml::format_flags::allow_literal_strings};
  return text.str();
}

std::string in_toml(const std::vector<std::string>& names) {
  toml::array array;
  for (const std::string& name : names) array.push_back(name);
  return in_toml(array);
}

std::string in_toml(const Violations& violations) {
  toml::table table;
  table.is_inline(true);
  for (const auto& [name, steps] : violations) {
    if (steps) {
      table.insert(name, std::int64_t{*steps});
    } else {
      table.insert(name, true);
    }
  }
  return in_toml(table);
}

/// What was violated; steps that were left open stay so.
Violations violations_of(const Outcome& outcome, const Expected& expected) {
  Violations violations;
  for (const PropertyOutcome& property : outcome.properties) {
    if (property.verdict != PropertyResult::Verdict::violated) continue;
    const auto pinned =
        expected.violated ? expected.violated->find(property.name) : Violations::const_iterator{};
    const bool is_open = expected.violated && pinned != expected.violated->end() && !pinned->second;
    violations[property.name] = is_open ? std::nullopt : property.steps;
  }
  return violations;
}

/// Those that may be vacuous, with those that are.
std::vector<std::string> vacuous_of(const Outcome& outcome, const Expected& expected) {
  std::vector<std::string> names = expected.vacuous;
  for (const PropertyOutcome& property : outcome.properties) {
    if (property.vacuous && std::ranges::find(names, property.name) == names.end())
      names.push_back(property.name);
  }
  return names;
}

/// Collects the edits of one entry.
class Pins {
 public:
  Pins(const Contract& contract, const Entry& entry) : text_(contract.text), entry_(entry) {}

  void set(const std::string& key, const std::string& value) {
    const auto place = entry_.values.find(key);
    if (place == entry_.values.end()) {
      missing_.push_back(fmt::format("{} = {}", key, value));
    } else {
      edits_.push_back({place->second, value});
    }
  }

  std::vector<Edit> edits() && {
    if (!missing_.empty()) add_missing();
    return std::move(edits_);
  }

 private:
  void add_missing() {
    const std::size_t line_end = text_.find('\n', entry_.end);
    const bool is_last = line_end == std::string::npos;
    const bool has_carriage_returns = !is_last && line_end > 0 && text_[line_end - 1] == '\r';
    const std::string break_of_lines = has_carriage_returns ? "\r\n" : "\n";
    std::string lines;
    for (const std::string& line : missing_) lines += is_last ? break_of_lines + line : line + break_of_lines;
    const std::size_t place = is_last ? text_.size() : line_end + 1;
    edits_.push_back({{place, place}, std::move(lines)});
  }

  const std::string& text_;
  const Entry& entry_;
  std::vector<Edit> edits_;
  std::vector<std::string> missing_;
};

}  // namespace

std::vector<Edit> pins_anew(const Contract& contract, const Entry& entry, const Outcome& outcome) {
  if (outcome.verdict == Verdict::broken || outcome.verdict == Verdict::unfinished) return {};
  const Expected& expected = entry.expected;
  Pins pins(contract, entry);
  if (expected.states != outcome.states) pins.set("states", std::to_string(outcome.states));
  if (expected.verdict != outcome.verdict)
    pins.set("verdict", fmt::format("\"{}\"", to_string(outcome.verdict)));
  const Violations violations = violations_of(outcome, expected);
  if (expected.violated.value_or(Violations{}) != violations) pins.set("violated", in_toml(violations));
  const std::vector<std::string> vacuous = vacuous_of(outcome, expected);
  if (expected.vacuous != vacuous) pins.set("vacuous", in_toml(vacuous));
  return std::move(pins).edits();
}

std::string edited(const std::string& text, std::vector<Edit> edits) {
  std::ranges::sort(edits, {}, [](const Edit& edit) { return edit.piece.begin; });
  std::string result;
  std::size_t done = 0;
  for (const Edit& edit : edits) {
    result.append(text, done, edit.piece.begin - done);
    result += edit.text;
    done = edit.piece.end;
  }
  return result.append(text, done);
}

}  // namespace pessimist::suite
