#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "pessimist/model.hpp"

namespace pessimist {

/// Something in which two worlds may differ.
struct Aspect {
  enum class Kind : std::uint8_t {
    field,    ///< of a role's nodes; `number` is its place in the role
    timer,    ///< that runs at a role's nodes; `number` is its type
    up,       ///< which nodes of a role run
    clock,    ///< what the clocks of a role's nodes show
    pause,    ///< which nodes of a role stand still within a handler, and before what
    links,    ///< whom nodes of a role do not hear
    lies,     ///< which nodes of a role are byzantine
    message,  ///< of a type, in all inboxes; `number` is the type
    history,  ///< which messages of a type were ever sent, where a property reads that; `number` is the type
    fault,    ///< how much of a budget was used; `number` is the Fault
  };
  Kind kind = Kind::field;
  unsigned role = 0;  ///< of what is about a role's nodes
  unsigned number = 0;
};

/// How a run came to have as many worlds as it has. Every count up to `exact_up_to` is exact, a larger one an estimate with
/// a standard error of `error`; but `worlds` and what is said of an inbox are exact always.
struct Size {
  struct OfNode {
    std::uint64_t locals = 0;   ///< different local states
    std::uint64_t inboxes = 0;  ///< different inboxes
    std::uint64_t units = 0;    ///< local states with their inboxes
  };
  struct OfAspect {
    Aspect aspect;
    std::uint64_t worlds_without = 0;  ///< different worlds, if this is not looked at
    std::uint64_t values = 0;  ///< different ones at any node; of messages: packets; of timers: sets that run
    std::vector<std::uint64_t> values_by_depth;  ///< in the worlds of one depth
    std::uint64_t sum = 0;                       ///< of messages: how many there are in all worlds together
    std::uint64_t most = 0;                      ///< of messages: in one world
  };

  std::uint64_t worlds = 0;  ///< that were looked at
  bool complete = true;      ///< all that the run visited; else those of the first depths
  std::uint64_t exact_up_to = 0;
  double error = 0;
  std::vector<std::uint64_t> worlds_by_depth;
  std::vector<OfNode> nodes;
  std::vector<OfAspect> aspects;  ///< that without which the fewest worlds are left first
};

std::string_view to_string(Aspect::Kind kind);

}  // namespace pessimist
