#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "pessimist/protocol_model.hpp"

namespace pessimist::detail {

namespace {

/// Where a handler meets one of these it will not end, or its outcomes will not.
constexpr std::size_t most_sends = 100'000;
constexpr std::size_t most_choices = 10'000;

unsigned number_of(TypeKey key, const std::vector<TypeKey>& keys, const char* what) {
  const auto found = std::find(keys.begin(), keys.end(), key);
  if (found == keys.end())
    throw SpecError(std::string("a handler uses a ") + what + " that the protocol does not list");
  return static_cast<unsigned>(found - keys.begin());
}

}  // namespace

void Recorder::send(NodeIndex to, TypeKey message, std::string body) {
  if (outcome_.sends.size() == most_sends) {
    throw SpecError("a handler sends more than " + std::to_string(most_sends) + " messages; does it end?");
  }
  outcome_.sends.push_back({self_, to, number_of(message, messages_, "message"), std::move(body)});
}

ArmedTimer Recorder::timer(TypeKey key, std::string body) const {
  return {number_of(key, timers_, "timer"), std::move(body)};
}

void Recorder::arm(TypeKey key, std::string body) {
  const ArmedTimer armed = timer(key, std::move(body));
  auto& timers = outcome_.after.armed;
  const auto place = std::lower_bound(timers.begin(), timers.end(), armed);
  if (place == timers.end() || *place != armed) timers.insert(place, armed);
}

void Recorder::disarm(TypeKey key, std::string body) {
  std::erase(outcome_.after.armed, timer(key, std::move(body)));
}

std::size_t Recorder::choose(std::size_t options, const std::function<std::string(std::size_t)>& describe) {
  if (options == 0) throw SpecError("a handler chooses among nothing: context.choose() of an empty range");
  if (outcome_.choices.size() == most_choices) {
    throw SpecError("a handler chooses more than " + std::to_string(most_choices) + " times; does it end?");
  }
  const std::size_t next = outcome_.choices.size();
  const std::size_t taken = next < script_.size() ? script_[next] : 0;
  if (taken >= options) {
    throw SpecError(
        "a handler that is run again offers fewer options to choose from: it is not deterministic");
  }
  outcome_.choices.push_back({taken, options, describe(taken)});
  return taken;
}

}  // namespace pessimist::detail
