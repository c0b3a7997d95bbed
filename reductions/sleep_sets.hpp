#pragma once

// Sleep sets: every world is visited, at its least depth, but it is generated about once instead of once for each order
// of steps that lead there.
//
// Idea. Where two steps are independent, both orders lead to the same world. Of a world's steps, taken in order, the
// successor by a later one need not take an earlier one that is independent of it: it sleeps there, and in what follows
// as long as only independent steps are taken. A world that is reached several times from the layer before wakes what is
// awake in any of them.
//
// Paper. Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems" (LNCS 1032, 1996), chapter 5.
//
// Why every world is found at its least depth, by layers. Take a shortest path to a world; all its worlds are at their
// least depth. Let f be its first step that sleeps where it should be taken, in s(i). The path came to s(i) from the
// layer before, and whoever came from there let f sleep: so f sleeps, or was taken before, in s(i-1), and is independent
// of the step taken there. So f can be taken there instead, and the rest of the path follows after; and so on back to a
// world in which f was taken before the path's own step. This is a path of the same length, taken up to and with f, and
// earlier in the order of steps. There are finitely many, so one is taken whole. It also shows that worlds met again from a
// later layer, with other steps asleep, need not be looked at again.
//
// What is independent. Steps of different nodes, as a step depends on its node's state and its trigger alone; but not two
// faults of one budget, and not an act that reads its inbox and a step that sends what it reads. On every network: sends of
// different nodes go to different queues or into sets. Steps of one node, where both orders lead to the same unit and send
// the same, which is looked up. Bounds: what a bound cuts off is not followed, so a step that leads outside lets nothing
// sleep; only bounds about one node at a time can be seen from the step, and then only steps of different nodes count as
// independent, as these do not lead outside together if each does not.
//
// A sleep set is a mask of the steps of a world's units, in order; those beyond most_events never sleep.

#include <array>
#include <cstdint>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "store/virtual_array.hpp"
#include "world/expander.hpp"

namespace pessimist::reductions {

class SleepSets {
 public:
  /// A bit for each step of a world, by node and then in the unit's order.
  using Mask = std::uint64_t;
  static constexpr unsigned most_events = 62;
  static constexpr Mask all = (Mask{1} << most_events) - 1;

  /// Whether they may be used with this model's bounds.
  static bool are_sound_for(const Model& model);

  explicit SleepSets(world::Expander& expander);

  /// Begins with a world: the steps in `awake` will be taken.
  void enter(const world::UnfoldedWorld& world, Mask awake);
  bool is_awake(NodeIndex node, std::size_t step) const {
    const unsigned event = event_of(node, step);
    return event >= most_events || (awake_ >> event & 1) != 0;
  }
  /// What is awake in the successor by a step that is awake: of its steps, so zero says that all sleep. `nodes` are its
  /// leaves, of which no others than those in `changed` differ from the world's. In the order of steps.
  Mask take(NodeIndex node, std::size_t index, const world::Tree::Nodes& nodes, world::Tree::Leaves changed);

  /// Whether one step of a world may sleep behind another.
  bool are_independent(const world::UnfoldedWorld& world, NodeIndex node, std::size_t step, NodeIndex sleeper,
                       std::size_t sleeping);

  std::size_t bytes() const { return bytes_; }

 private:
  /// What becomes of a unit's steps as it becomes another.
  struct Change {
    Mask awoken = 0;                                 ///< by the step that changes it, if it is the node's own
    std::uint16_t steps = 0;                         ///< how many there are then
    std::array<std::uint8_t, most_events> places{};  ///< where each is then
  };
  struct Key {
    std::uint64_t units;
    std::uint64_t node_and_step;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    using is_avalanching = void;
    std::size_t operator()(const Key& key) const;
  };
  struct ChangePlace {
    Key key;
    const Change* change;  ///< null: unused
  };
  static constexpr std::uint8_t gone = 0xff;
  static constexpr std::uint32_t no_step = 0xffffffff;
  static constexpr unsigned places_bits = 13;

  unsigned event_of(NodeIndex node, std::size_t step) const {
    return static_cast<unsigned>(first_[node] + step);
  }
  /// Of a node's unit, by one of its own steps, or by no_step: another node's.
  const Change& change(NodeIndex node, world::PartId from, world::PartId to, std::uint32_t step);
  Change find_change(NodeIndex node, world::PartId from, world::PartId to, std::uint32_t step);
  static Mask move(Mask steps, const Change& change);
  /// Of a unit's steps, those that are independent of one of them.
  Mask independent(NodeIndex node, world::PartId unit_id, std::size_t step);
  /// Of the world's events, those of other nodes that are not independent of a step.
  Mask dependent(NodeIndex node, const world::Step& step) const;
  bool commute(NodeIndex node, const world::Unit& unit, std::size_t one, std::size_t other);
  bool send_the_same(const std::vector<world::Send>& one, const std::vector<world::Send>& other) const;
  /// Of another node's steps, those that are not independent of a step.
  Mask dependent(NodeIndex node, const world::Step& step, const world::Unit& other) const;
  bool stays_inside(const world::Unit& unit);
  void forget();

  world::Expander& expander_;
  world::System& system_;
  bool has_bounds_;
  const world::UnfoldedWorld* world_ = nullptr;
  std::array<std::size_t, world::Tree::most_leaves + 1> first_{};  ///< event of each node
  Mask awake_ = 0;
  Mask passed_ = 0;  ///< asleep, or taken already
  boost::unordered_flat_map<Key, std::unique_ptr<const Change>, KeyHash> changes_;
  store::VirtualArray<ChangePlace> recent_changes_;
  std::size_t bytes_ = 0;
};

}  // namespace pessimist::reductions
