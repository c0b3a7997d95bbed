#pragma once

#include "world/system.hpp"
#include "world/unit.hpp"

namespace pessimist::world {

/// Finds out every step that a unit may take: each delivery, act, timeout, crash or restart, with each outcome.
class UnitMaker {
 public:
  UnitMaker(System& system, store::EntrySet::Writer& writer, NodeIndex node, PartId local, PartId inbox);

  /// Without what predicates observe. Throws OutOfRoom.
  Unit make();

 private:
  void receive();
  void act();
  void time_out();
  /// Adds the steps of a trigger, with what is left of the inbox.
  void add(const Trigger& trigger, const Packets& inbox_left, std::optional<Fault> fault = {},
           std::uint64_t reads = 0);
  void add(PartId trigger, std::uint32_t outcome, const LocalStep& step, const Packets& inbox_left,
           std::optional<Fault> fault, std::uint64_t reads);

  System& system_;
  store::EntrySet::Writer& writer_;
  NodeIndex node_;
  const RoleTriggers& role_;
  Local local_;
  Packets inbox_;
  PartId id_;
  Unit unit_;
};

}  // namespace pessimist::world
