#include "verdict/chosen.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "pessimist/parameter.hpp"

namespace pessimist {

std::vector<std::size_t> chosen_properties(const Model& model, const std::vector<std::string>& names) {
  const auto& properties = model.properties();
  std::vector<std::size_t> chosen;
  for (std::size_t number = 0; number < properties.size(); ++number) {
    if (names.empty() || std::find(names.begin(), names.end(), properties[number].name) != names.end()) {
      chosen.push_back(number);
    }
  }
  for (const std::string& name : names) {
    const auto is_it = [&](const PropertyInfo& property) { return property.name == name; };
    if (std::any_of(properties.begin(), properties.end(), is_it)) continue;
    std::string known;
    for (const PropertyInfo& property : properties)
      known += (known.empty() ? "'" : ", '") + property.name + "'";
    throw UsageError("unknown property '" + name + "'; " +
                     (known.empty() ? "there are none" : "known are: " + known));
  }
  return chosen;
}

std::vector<bool> messages_read(const Model& model, const std::vector<std::size_t>& properties) {
  std::vector<bool> read(model.message_names().size(), false);
  const auto add = [&](const Predicate& predicate) {
    for (const Predicate::Source& source : predicate.sources()) {
      if (source.is_messages) read[source.number] = true;
    }
  };
  for (const std::size_t number : properties) add(*model.properties()[number].predicate);
  for (const BoundInfo& bound : model.bounds()) add(*bound.predicate);
  return read;
}

std::string in_words(search::StopReason reason, const Limits& limits) {
  switch (reason) {
    case search::StopReason::depth:
      return fmt::format("the limit of depth {}", *limits.depth);
    case search::StopReason::states:
      return fmt::format("the limit of {} states", *limits.states);
    case search::StopReason::time:
      return fmt::format("the time limit of {} s", std::chrono::duration<double>(*limits.time).count());
    case search::StopReason::memory:
      return limits.bytes ? fmt::format("the memory limit of {} MiB", *limits.bytes >> 20)
                          : "the end of memory";
    case search::StopReason::interrupt:
      return "an interrupt";
    case search::StopReason::none:
    case search::StopReason::violation:
    case search::StopReason::broken:
    case search::StopReason::fault:
      break;
  }
  return {};
}

}  // namespace pessimist
