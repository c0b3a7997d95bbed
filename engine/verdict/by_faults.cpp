#include "verdict/by_faults.hpp"

#include <algorithm>
#include <chrono>
#include <map>

namespace pessimist {

namespace {

using SteadyClock = std::chrono::steady_clock;

std::vector<std::string> asked(const Model& model, const CheckOptions& options) {
  std::vector<std::string> names = options.properties;
  if (!names.empty()) return names;
  for (const PropertyInfo& property : model.properties()) names.push_back(property.name);
  return names;
}

/// Those that no further fault can mend. A restart, which is one, ends what was a deadlock, and reaches what was not reached.
std::vector<std::string> of_safety(const Model& model, std::vector<std::string> names) {
  for (const PropertyInfo& property : model.properties()) {
    if (property.kind != PropertyInfo::Kind::always) std::erase(names, property.name);
  }
  return names;
}

unsigned total(const std::map<Fault, unsigned>& budgets) {
  unsigned sum = 0;
  for (const auto& [fault, budget] : budgets) sum += budget;
  return sum;
}

/// What is left of the time.
Limits remaining(Limits limits, SteadyClock::time_point started) {
  if (limits.time) {
    const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(SteadyClock::now() - started);
    limits.time = std::max(std::chrono::milliseconds(0), *limits.time - spent);
  }
  return limits;
}

/// Of each property asked for what is known of it.
std::vector<PropertyResult> in_order(const Model& model, const std::vector<std::string>& asked,
                                     const std::vector<PropertyResult>& judged,
                                     const std::map<std::string, PropertyResult>& found) {
  std::vector<PropertyResult> all;
  for (const PropertyInfo& property : model.properties()) {
    if (std::find(asked.begin(), asked.end(), property.name) == asked.end()) continue;
    const auto is_it = [&](const PropertyResult& one) { return one.name == property.name; };
    const auto result = std::find_if(judged.begin(), judged.end(), is_it);
    PropertyResult undecided;
    undecided.name = property.name;
    undecided.kind = property.kind;
    const auto earlier = found.find(property.name);
    all.push_back(result != judged.end() ? *result : earlier != found.end() ? earlier->second : undecided);
  }
  return all;
}

}  // namespace

CheckResult check_by_faults(const Model& model, const CheckOptions& options) {
  const SteadyClock::time_point started = SteadyClock::now();
  const std::vector<std::string> all = asked(model, options);
  std::map<std::string, PropertyResult> found;
  CheckOptions level = options;
  level.prefer_faults = false;
  CheckResult result;
  for (unsigned faults = 0;; ++faults) {
    const bool is_last = faults >= total(options.budgets);
    level.properties = is_last ? all : of_safety(model, all);
    if (!is_last) {
      std::erase_if(level.properties, [&](const std::string& name) { return found.contains(name); });
      if (level.properties.empty()) continue;
    }
    level.most_faults = faults;
    level.limits = remaining(options.limits, started);
    result = check(model, level);
    if (!is_last) result.most_faults = faults;
    for (PropertyResult& property : result.properties) {
      if (property.kind != PropertyInfo::Kind::always) continue;
      property.fewest_faults = property.verdict == PropertyResult::Verdict::violated;
      if (property.fewest_faults) found.try_emplace(property.name, property);
      if (const auto earlier = found.find(property.name); earlier != found.end()) property = earlier->second;
    }
    const bool ends = result.verdict == Verdict::broken || result.verdict == Verdict::unfinished ||
                      (result.verdict == Verdict::violated && !options.keep_going);
    if (is_last || ends) break;
  }
  if (!found.empty() && result.verdict != Verdict::broken) result.verdict = Verdict::violated;
  result.properties = in_order(model, all, result.properties, found);
  result.seconds = std::chrono::duration<double>(SteadyClock::now() - started).count();
  return result;
}

}  // namespace pessimist
