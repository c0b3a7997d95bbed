#pragma once

#include "world/own_events.hpp"
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
  void act_on_inbox();
  void break_connections();
  /// What befalls messages.
  void lose_and_double();
  /// Each packet that may be delivered next, in an order that is the same on every run.
  Packets deliverable() const;
  bool hears(NodeIndex sender) const;
  bool is_urgent() const;
  bool allows(Fault fault) const { return system_.allows(node_, fault); }
  /// Adds the steps of a handler, also those in which it is cut short, with what is left of the inbox.
  void add_handler(Event event, const Packets& inbox_left, std::uint64_t reads = 0);
  /// Adds the steps of an event.
  void add(const Event& event, const Packets& inbox_left, std::uint64_t reads = 0);
  void add(Step step, const LocalStep& local_step, Packets inbox);
  void add_break(Unit::Break broken);

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
