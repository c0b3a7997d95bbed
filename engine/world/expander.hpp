#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "store/hash.hpp"
#include "store/recent.hpp"
#include "world/judge.hpp"
#include "world/shared_units.hpp"
#include "world/system.hpp"
#include "world/tree.hpp"
#include "world/tree_batch.hpp"
#include "world/unit.hpp"

namespace pessimist::world {

/// A world, unfolded: what its expansion needs. Valid until the expander that made it makes another.
struct UnfoldedWorld {
  Tree::Nodes nodes;
  std::array<const Unit*, Tree::most_leaves> units;
};

/// Makes the successors of worlds. Private to a worker: it keeps what it needs of the shared tables at hand, above all
/// the units that it met lately, each with every step that it may take.
class Expander {
 public:
  /// `units` lives as long as this.
  Expander(System& system, SharedUnits& units, unsigned worker);
  Expander(const Expander&) = delete;
  Expander& operator=(const Expander&) = delete;

  /// Throws OutOfRoom, SpecError.
  void unfold(Root root, UnfoldedWorld& world) {
    system_.tree().unfold(root, world.nodes);
    find_units(world);
  }
  /// The first half of that for many, whose leaves come in from memory side by side; find_units() is to follow for each.
  void unfold_leaves(std::span<const Root> roots, std::vector<UnfoldedWorld>& worlds) const {
    system_.tree().unfold(roots, [&](std::size_t i) -> Tree::Nodes& { return worlds[i].nodes; });
  }
  /// Throws OutOfRoom, SpecError.
  void find_units(UnfoldedWorld& world);
  Units units(const UnfoldedWorld& world) const { return {world.units.data(), system_.nodes()}; }
  std::optional<PartId> history(const UnfoldedWorld& world) const {
    const auto leaf = system_.history_leaf();
    return leaf ? std::optional(world.nodes[*leaf]) : std::nullopt;
  }
  /// For the successors that expand() gives. Valid as long as this.
  TreeBatch tree_batch() { return {system_.tree(), folder_}; }
  /// The world as it would be had no fault been used; where faults are allowed. Throws OutOfRoom.
  Root without_faults(const UnfoldedWorld& world);
  /// Of the content: the same on every run.
  std::uint64_t hash(const UnfoldedWorld& world) const;

  /// Calls visit(NodeIndex node, std::size_t step, Tree::Nodes& nodes, Tree::Leaves changed) for each step, by its place
  /// in its unit, for which wants(NodeIndex node, std::size_t step) and that changes the world. `nodes` are the successor's,
  /// but for the pairs above the leaves that changed. Throws OutOfRoom, SpecError; then some steps were visited and others
  /// not.
  template <class Wants, class Visit>
  void expand(const UnfoldedWorld& world, Wants wants, Visit&& visit);

  /// Calls visit(NodeIndex node, std::size_t step) for each step that changes the world. Throws as expand() does.
  template <class Visit>
  void for_each_step(const UnfoldedWorld& world, Visit visit) {
    const auto all = [](NodeIndex, std::size_t) { return true; };
    apply_steps(world, all,
                [&](NodeIndex node, std::size_t step, const auto&, Tree::Leaves) { visit(node, step); });
  }

  /// The leaves that one step leads to, before canonicalize(); nothing if it needs a fault that is not to be had. Throws
  /// OutOfRoom.
  std::optional<Tree::Nodes> take(const UnfoldedWorld& world, NodeIndex node, std::size_t step);
  /// A world with these leaves, whether or not it was found. Throws OutOfRoom.
  UnfoldedWorld world_of(const Tree::Nodes& leaves);
  /// Whether a world has what a step needs of it, beside budgets; `peer` is who that is about.
  bool is_open(const UnfoldedWorld& world, Guards needs, NodeIndex peer) const;
  bool is_outside(const UnfoldedWorld& world) { return judge_.is_outside(units(world), history(world)); }

  /// Whether some step leads to a world with these leaves. Throws OutOfRoom.
  bool leads_to(const UnfoldedWorld& world, const Tree::Nodes& target);

  /// Puts the representative of the orbit in place of a world, where there is symmetry. Changes the leaves alone.
  void canonicalize(Tree::Nodes& nodes) {
    if (canonicalizer_) canonicalizer_->canonicalize(nodes);
  }

  /// A node's unit by name. Valid until the next unfold(). Throws OutOfRoom, SpecError.
  const Unit& unit(NodeIndex node, PartId id);

  Judge& judge() { return judge_; }
  const Judge& judge() const { return judge_; }
  System& system() { return system_; }

 private:
  const Unit& make_unit(NodeIndex node, PartId id, std::uint64_t key);

  /// The unit `to` with one packet more in its inbox.
  PartId deliver(NodeIndex node, PartId to, PartId packet);
  PartId deliver_first_time(NodeIndex node, PartId to, PartId packet);
  PartId remember(PartId history, PartId packet);

  /// Applies a step's sends and fault to the leaves. False if the step needs a fault that is not to be had, or something
  /// else of the world that is not so.
  bool apply(const UnfoldedWorld& world, NodeIndex node, std::size_t index, Tree::Nodes& nodes,
             Tree::Leaves& changed);
  /// What happens to every node, at the others. False if it is not possible at one of them, or changes nothing at all.
  bool take_everywhere(const UnfoldedWorld& world, NodeIndex node, const Step& step, Tree::Nodes& nodes,
                       Tree::Leaves& changed);
  /// A node's unit behind what befalls it with all others; nothing if it is not possible.
  std::optional<PartId> moved(NodeIndex node, PartId id, PartId trigger);

  /// Calls visit(node, step, leaves that came out, which of them changed) for each step that is wanted and changes
  /// the world.
  template <class Wants, class Visit>
  void apply_steps(const UnfoldedWorld& world, Wants wants, Visit&& visit);

  System& system_;
  SharedUnits& shared_;
  store::Renewable<KnownUnits>::Hold known_;
  store::EntrySet::Writer& unit_writer_;
  Folder folder_;
  Judge judge_;
  std::unique_ptr<Canonicalizer> canonicalizer_;
  std::size_t nodes_in_use_;
  store::Recent<const Unit*> recent_units_;
  store::Recent<PartId> recent_deliveries_;
  boost::unordered_flat_map<std::uint64_t, PartId> histories_;
  boost::unordered_flat_map<std::pair<std::uint64_t, NodeIndex>, std::optional<PartId>> moved_;
};

inline const Unit& Expander::unit(NodeIndex node, PartId id) {
  const std::uint64_t key = (std::uint64_t{node} << 32) | id;
  return *recent_units_.at(key, [&] { return &make_unit(node, id, key); });
}

inline PartId Expander::deliver(NodeIndex node, PartId to, PartId packet) {
  const std::uint64_t key = (std::uint64_t{packet} << 32) | to;
  return recent_deliveries_.at(key, [&] { return deliver_first_time(node, to, packet); });
}

inline bool Expander::apply(const UnfoldedWorld& world, NodeIndex node, std::size_t index, Tree::Nodes& nodes,
                            Tree::Leaves& changed) {
  const Unit& unit = *world.units[node];
  const Step& step = unit.steps[index];
  if (step.needs != guards::none) [[unlikely]] {
    if (!is_open(world, step.needs, step.peer)) return false;
    if ((step.needs & guards::every_node) != 0 && !take_everywhere(world, node, step, nodes, changed))
      return false;
  }
  if (!step.faults.empty()) {
    const std::size_t leaf = *system_.ledger_leaf();
    const auto spent = system_.ledger().spend(nodes[leaf], step.faults);
    if (!spent) return false;
    nodes[leaf] = *spent;
    changed |= Tree::Leaves{1} << leaf;
  }
  for (const Send& send : unit.sends_of(step)) {
    if (send.to != node) {  // what a node sends to itself is in step.unit already
      const PartId after = deliver(send.to, nodes[send.to], send.packet);
      if (after != nodes[send.to]) changed |= Tree::Leaves{1} << send.to;
      nodes[send.to] = after;
    }
    if (send.is_history) {
      const std::size_t leaf = *system_.history_leaf();
      const PartId history = remember(nodes[leaf], send.packet);
      if (history != nodes[leaf]) changed |= Tree::Leaves{1} << leaf;
      nodes[leaf] = history;
    }
  }
  return true;
}

template <class Wants, class Visit>
void Expander::apply_steps(const UnfoldedWorld& world, Wants wants, Visit&& visit) {
  Tree::Nodes nodes;
  for (NodeIndex node = 0; node < system_.nodes(); ++node) {
    const Unit& unit = *world.units[node];
    for (std::size_t index = 0; index < unit.steps.size(); ++index) {
      if (!wants(node, index)) continue;
      const Step& step = unit.steps[index];
      std::copy_n(world.nodes.begin(), nodes_in_use_, nodes.begin());
      Tree::Leaves changed = 0;
      if (step.unit != world.nodes[node]) {
        nodes[node] = step.unit;
        changed = Tree::Leaves{1} << node;
      }
      if (apply(world, node, index, nodes, changed) && changed != 0) visit(node, index, nodes, changed);
    }
  }
}

template <class Wants, class Visit>
void Expander::expand(const UnfoldedWorld& world, Wants wants, Visit&& visit) {
  apply_steps(world, wants, [&](NodeIndex node, std::size_t step, Tree::Nodes& nodes, Tree::Leaves changed) {
    if (canonicalizer_) {
      canonicalizer_->canonicalize(nodes);
      changed = 0;
      for (std::size_t leaf = 0; leaf < system_.tree().leaves(); ++leaf)
        changed |= Tree::Leaves{nodes[leaf] != world.nodes[leaf]} << leaf;
    }
    visit(node, step, nodes, changed);
  });
}

}  // namespace pessimist::world
