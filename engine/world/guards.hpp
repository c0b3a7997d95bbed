#pragma once

#include <cstdint>

namespace pessimist::world {

/// What a step needs of the rest of the world, beside a fault's budget: some of these.
using Guards = std::uint8_t;

namespace guards {

inline constexpr Guards none = 0;
inline constexpr Guards peer_is_down = 1;
inline constexpr Guards room_to_crash = 2;  ///< not as many nodes are down as may be
/// Nothing; but the step takes all that is on its way on a link, so it must not change places with a send.
inline constexpr Guards takes_a_link = 4;
inline constexpr Guards every_node = 8;  ///< each node takes the step, and it changes one at least
inline constexpr Guards time = 16;       ///< no message waits that comes before time passes

}  // namespace guards
}  // namespace pessimist::world
