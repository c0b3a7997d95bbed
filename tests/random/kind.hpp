#pragma once

#include <cstdint>

namespace pessimist::random {

/// What nodes of a random protocol can do.
enum class Kind : std::uint8_t {
  receives,
  reads,  ///< and act on the messages in their inboxes, for the networks unreliable and unordered
  fails,  ///< receive, write to disks that are to be synced, suspect, stand still, and lie
  times,  ///< and have clocks
};

template <Kind kind>
inline constexpr bool is_frail = kind == Kind::fails || kind == Kind::times;

}  // namespace pessimist::random
