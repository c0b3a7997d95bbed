#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "pessimist/model.hpp"

namespace pessimist {

inline constexpr std::array all_networks{Network::unreliable, Network::unordered, Network::fifo};
inline constexpr std::array all_trigger_kinds{
    Trigger::Kind::start,   Trigger::Kind::receive,   Trigger::Kind::act,     Trigger::Kind::timeout,
    Trigger::Kind::suspect, Trigger::Kind::resume,    Trigger::Kind::forge,   Trigger::Kind::tick,
    Trigger::Kind::jump,    Trigger::Kind::crash,     Trigger::Kind::restart, Trigger::Kind::amnesia,
    Trigger::Kind::drop,    Trigger::Kind::duplicate, Trigger::Kind::reset,   Trigger::Kind::partition,
    Trigger::Kind::isolate, Trigger::Kind::heal,      Trigger::Kind::cut};

/// Whether an event is about one message.
constexpr bool has_message(Trigger::Kind kind) {
  return kind == Trigger::Kind::receive || kind == Trigger::Kind::drop || kind == Trigger::Kind::duplicate;
}

/// Whether an event is about a timer.
constexpr bool has_timer(Trigger::Kind kind) {
  return kind == Trigger::Kind::timeout || kind == Trigger::Kind::resume;
}
/// Whether an event is about all messages in an inbox of some kind.
constexpr bool has_messages(Trigger::Kind kind) {
  return kind == Trigger::Kind::act || kind == Trigger::Kind::reset;
}

/// The value that prints as `name`: to_string, backwards.
template <class Values>
std::optional<typename Values::value_type> named(const Values& values, std::string_view name) {
  for (const auto value : values) {
    if (to_string(value) == name) return value;
  }
  return std::nullopt;
}

}  // namespace pessimist
