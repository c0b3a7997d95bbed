#pragma once

namespace pessimist {

/// What a clock shows, in ticks.
using Ticks = int;

/// In the list of a Context<...>: the handler may read its node's clock.
struct ReadsClock {};

/// The time that passes, where nodes have clocks.
struct Clocks {
  Ticks horizon = 0;  ///< no clock goes further; 0: there are none
  Ticks jump = 1;     ///< by how much a clock may be set back or forth at once, at most
};

}  // namespace pessimist
