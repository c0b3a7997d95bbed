#include "report/difference.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "report/quantity_words.hpp"

namespace pessimist {

namespace {

/// Beyond this many characters `before -> after` is taken apart.
constexpr std::size_t comparable_by_eye = 72;

std::string difference_in_words(const Value& before, const Value& after);

std::vector<std::string> printed(const Value& collection, std::size_t first, std::size_t last) {
  std::vector<std::string> words;
  for (std::size_t i = first; i < last; ++i) words.push_back(to_string(collection.children[i].second));
  return words;
}

/// `gains a, b; loses c`
std::string of_sets(const Value& before, const Value& after) {
  const auto without = [](const Value& left, const Value& right) {
    std::vector<std::string> words;
    for (const auto& child : left.children) {
      const bool in_both =
          std::find(right.children.begin(), right.children.end(), child) != right.children.end();
      if (!in_both) words.push_back(to_string(child.second));
    }
    return words;
  };
  const std::vector<std::string> gained = without(after, before);
  const std::vector<std::string> lost = without(before, after);
  std::vector<std::string> parts;
  if (!gained.empty()) parts.push_back("gains " + joined(gained));
  if (!lost.empty()) parts.push_back("loses " + joined(lost));
  return joined(parts, "; ");
}

const Value* mapped(const Value& map, const Value& key) {
  for (std::size_t i = 0; i + 1 < map.children.size(); i += 2) {
    if (map.children[i].second == key) return &map.children[i + 1].second;
  }
  return nullptr;
}

/// `gains k: v; [l]: v -> w; loses m`
std::string of_maps(const Value& before, const Value& after) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i + 1 < after.children.size(); i += 2) {
    const Value& key = after.children[i].second;
    const Value& now = after.children[i + 1].second;
    const Value* const then = mapped(before, key);
    if (then == nullptr) {
      parts.push_back(fmt::format("gains {}: {}", to_string(key), to_string(now)));
    } else if (*then != now) {
      parts.push_back(fmt::format("[{}]: {}", to_string(key), difference_in_words(*then, now)));
    }
  }
  for (std::size_t i = 0; i + 1 < before.children.size(); i += 2) {
    const Value& key = before.children[i].second;
    if (mapped(after, key) == nullptr) parts.push_back("loses " + to_string(key));
  }
  return joined(parts, "; ");
}

/// `gains a at the end`, `loses its last 2: a, b`, `[1]: a -> b`: what stands behind the last common element of
/// sequences of different lengths is said to be lost and gained.
std::string of_sequences(const Value& before, const Value& after) {
  const std::size_t old_size = before.children.size();
  const std::size_t new_size = after.children.size();
  std::vector<std::string> parts;
  if (old_size == new_size) {
    for (std::size_t i = 0; i < old_size; ++i) {
      const Value& then = before.children[i].second;
      const Value& now = after.children[i].second;
      if (then != now) parts.push_back(fmt::format("[{}]: {}", i, difference_in_words(then, now)));
    }
    return joined(parts, "; ");
  }
  std::size_t common = 0;
  while (common < std::min(old_size, new_size) && before.children[common] == after.children[common]) ++common;
  if (common < old_size) {
    parts.push_back(
        fmt::format("loses its last {}: {}", old_size - common, joined(printed(before, common, old_size))));
  }
  if (common < new_size) parts.push_back("gains " + joined(printed(after, common, new_size)) + " at the end");
  return joined(parts, "; ");
}

/// `.vote: none -> 1; .ballot: 1 -> 2`
std::string of_records(const Value& before, const Value& after) {
  std::vector<std::string> parts;
  for (const Change& change : changes_between(before, after)) {
    parts.push_back(fmt::format(".{}: {}", change.field, difference_in_words(change.before, change.after)));
  }
  return joined(parts, "; ");
}

std::string difference_in_words(const Value& before, const Value& after) {
  using Kind = Value::Kind;
  std::string whole = to_string(before) + " -> " + to_string(after);
  if (whole.size() <= comparable_by_eye || before.kind != after.kind || before.text != after.text)
    return whole;
  std::string parts;
  if (before.kind == Kind::set) parts = of_sets(before, after);
  if (before.kind == Kind::map) parts = of_maps(before, after);
  if (before.kind == Kind::sequence) parts = of_sequences(before, after);
  if (before.kind == Kind::record) parts = of_records(before, after);
  return parts.empty() || parts.size() > whole.size() ? whole : parts;
}

}  // namespace

std::vector<Change> changes_between(const Value& before, const Value& after) {
  if (before.children.size() != after.children.size()) return {{"", before, after}};
  std::vector<Change> changes;
  for (std::size_t i = 0; i < before.children.size(); ++i) {
    const auto& [name, then] = before.children[i];
    const Value& now = after.children[i].second;
    if (then != now) changes.push_back({name, then, now});
  }
  return changes;
}

std::string in_words(const Change& change) {
  return change.field + ": " + difference_in_words(change.before, change.after);
}

}  // namespace pessimist
