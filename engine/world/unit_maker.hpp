#pragma once

#include "world/system.hpp"
#include "world/unit.hpp"

namespace pessimist::world {

/// Finds out every step that a unit may take: each delivery, act, timeout and fault, with each outcome.
class UnitMaker {
 public:
  UnitMaker(System& system, store::EntrySet::Writer& writer, NodeIndex node, PartId local, PartId inbox);

  /// Without what predicates observe. Throws OutOfRoom.
  Unit make();

 private:
  void receive();
  void act();
  void time_out();
  /// What befalls messages.
  void lose_and_double();
  /// Each packet that may be delivered next, in an order that is the same on every run.
  Packets deliverable() const;
  bool allows(Fault fault) const { return system_.allows(node_, fault); }
  /// Adds the steps of a handler, also those in which it is interrupted, with what is left of the inbox.
  void add_handler(Trigger trigger, const Packets& inbox_left, std::uint64_t reads = 0);
  /// Adds the steps of a trigger.
  void add(const Trigger& trigger, const Packets& inbox_left, std::uint64_t reads = 0);
  void add(PartId trigger, std::uint32_t outcome, const LocalStep& step, const Packets& inbox_left,
           FaultSet faults, std::uint64_t reads);

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
