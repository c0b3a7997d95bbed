#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "pessimist/model.hpp"
#include "world/guards.hpp"
#include "world/parts.hpp"

namespace pessimist::world {

/// A packet sent to another node.
struct Send {
  PartId packet;
  NodeIndex to;
  bool is_history;    ///< of a type whose every message is remembered
  std::uint8_t type;  ///< of the message, modulo 64
};

/// Something that a node may do, as far as the node alone decides.
struct Step {
  PartId unit = 0;  ///< the node's unit afterwards: with its new local state and its own inbox
  PartId trigger = 0;
  std::uint32_t outcome = 0;     ///< which of the trigger's LocalSteps
  std::uint32_t first_send = 0;  ///< in Unit::sends
  std::uint32_t sends = 0;
  FaultSet faults;              ///< that the step is, and needs budget for
  Guards needs = guards::none;  ///< what else it needs of the world
  std::uint8_t peer = 0;        ///< that this is about
  std::uint64_t reads = 0;      ///< an act: a bit for each message type that it reads, modulo 64
};

/// All that follows from a node's local state and inbox alone. What each world needs of it comes first, in one cache line.
struct alignas(64) Unit {
  std::vector<Step> steps;
  std::vector<Send> sends;
  PartId local = 0;
  PartId inbox = 0;
  bool up = true;
  bool urgent = false;                     ///< a message waits here that comes before time passes
  bool stirs = false;                      ///< something can happen that changes the node and is no fault
  bool breaks = false;                     ///< there is something in `broken`
  std::uint64_t hash = 0;                  ///< of the content, with the node: the same on every run
  std::vector<NodeIndex> stirs_if_down{};  ///< something can happen, should one of these nodes be down
  std::vector<std::uint32_t> observed;     ///< what the predicates see of it (judge.hpp)

  /// What the specification does that none may, when this unit takes a step.
  struct Break {
    FaultSet faults;  ///< that the step is, and needs budget for
    Guards needs = guards::none;
    std::uint8_t peer = 0;
    std::string what;
  };
  std::vector<Break> broken;  ///< one for each kind of step; those that need no budget first

  std::span<const Send> sends_of(const Step& step) const {
    return {sends.data() + step.first_send, step.sends};
  }
  std::size_t bytes() const {
    return sizeof(Unit) + steps.capacity() * sizeof(Step) + sends.capacity() * sizeof(Send) +
           observed.capacity() * sizeof(std::uint32_t) + stirs_if_down.capacity() * sizeof(NodeIndex);
  }
};

/// The units of a world, by node.
using Units = std::span<const Unit* const>;

}  // namespace pessimist::world
