#include "world/expander.hpp"

#include <algorithm>
#include <utility>

#include "world/unit_maker.hpp"

namespace pessimist::world {

namespace {

/// What a worker keeps of what happens to all nodes at once before it starts anew.
constexpr std::size_t most_moved = std::size_t{1} << 20;

/// Throws what the specification did wrong, if it is a step that this world can take.
[[gnu::cold]] void throw_if_broken(Expander& expander, const UnfoldedWorld& world) {
  System& system = expander.system();
  const auto can_happen = [&](const Unit::Break& broken) {
    return expander.is_open(world, broken.needs, broken.peer) &&
           (broken.faults.empty() ||
            system.ledger().spend(world.nodes[*system.ledger_leaf()], broken.faults));
  };
  if (expander.is_outside(world)) return;
  for (const Unit* unit : expander.units(world)) {
    for (const Unit::Break& broken : unit->broken) {
      if (can_happen(broken)) throw SpecError(broken.what);
    }
  }
}

}  // namespace

Expander::Expander(System& system, SharedUnits& units, unsigned worker)
    : system_(system),
      shared_(units),
      known_(units.known.hold()),
      unit_writer_(system.units().writer(worker)),
      folder_(system.tree().table(), worker),
      judge_(system, units),
      canonicalizer_(system.reduction().make_canonicalizer ? system.reduction().make_canonicalizer(worker)
                                                           : nullptr),
      nodes_in_use_(system.tree().node_count()) {}

void Expander::find_units(UnfoldedWorld& world) {
  if (shared_.known.renew(known_)) recent_units_.forget();
  bool some_break = false;
  for (NodeIndex node = 0; node < system_.nodes(); ++node) {
    world.units[node] = &unit(node, world.nodes[node]);
    some_break |= world.units[node]->breaks;
  }
  if (some_break) [[unlikely]]
    throw_if_broken(*this, world);
}

Root Expander::without_faults(const UnfoldedWorld& world) {
  Tree::Nodes nodes = world.nodes;
  nodes[*system_.ledger_leaf()] = 0;
  return system_.tree().refold(nodes, Tree::Leaves{1} << *system_.ledger_leaf(), folder_);
}

std::uint64_t Expander::hash(const UnfoldedWorld& world) const {
  std::uint64_t hash = 0;
  for (const Unit* unit : units(world)) hash = store::mix(hash + unit->hash);
  if (const auto leaf = system_.ledger_leaf()) hash = store::mix(hash + world.nodes[*leaf]);
  if (const auto leaf = system_.history_leaf())
    hash = store::mix(hash + system_.parts().sequence_hash(world.nodes[*leaf]));
  return hash;
}

const Unit& Expander::make_unit(NodeIndex node, PartId id, std::uint64_t key) {
  return *known_->units.at(key, [&] {
    const Pair pair = pair_of(system_.units()[id]);
    auto unit = std::make_unique<Unit>(UnitMaker(system_, unit_writer_, node, pair.left, pair.right).make());
    unit->observed = judge_.observe(node, pair.left, pair.right);
    known_->bytes.fetch_add(unit->bytes(), std::memory_order_relaxed);
    return std::unique_ptr<const Unit>(std::move(unit));
  });
}

PartId Expander::deliver_first_time(NodeIndex node, PartId to, PartId packet) {
  const Pair pair = pair_of(system_.units()[to]);
  Packets inbox = system_.parts().sequence(pair.right);
  if (!system_.rules().add(inbox, packet)) return to;
  return system_.unit(node, pair.left, std::move(inbox), unit_writer_);
}

std::optional<Tree::Nodes> Expander::take(const UnfoldedWorld& world, NodeIndex node, std::size_t step) {
  Tree::Nodes nodes = world.nodes;
  nodes[node] = world.units[node]->steps[step].unit;
  Tree::Leaves changed = 0;
  return apply(world, node, step, nodes, changed) ? std::optional(nodes) : std::nullopt;
}

bool Expander::is_open(const UnfoldedWorld& world, Guards needs, NodeIndex peer) const {
  const Units all = units(world);
  if ((needs & guards::peer_is_down) != 0 && all[peer]->up) return false;
  if ((needs & guards::room_to_crash) != 0) {
    const auto down = std::count_if(all.begin(), all.end(), [](const Unit* unit) { return !unit->up; });
    if (static_cast<std::size_t>(down) >= system_.model().most_down().value_or(0)) return false;
  }
  return (needs & guards::time) == 0 ||
         std::none_of(all.begin(), all.end(), [](const Unit* unit) { return unit->urgent; });
}

bool Expander::take_everywhere(const UnfoldedWorld& world, NodeIndex node, const Step& step,
                               Tree::Nodes& nodes, Tree::Leaves& changed) {
  for (NodeIndex other = 0; other < system_.nodes(); ++other) {
    if (other == node) continue;
    const std::optional<PartId> after = moved(other, world.nodes[other], step.trigger);
    if (!after) return false;
    if (*after != nodes[other]) changed |= Tree::Leaves{1} << other;
    nodes[other] = *after;
  }
  return nodes[node] != world.nodes[node] || changed != 0;
}

std::optional<PartId> Expander::moved(NodeIndex node, PartId id, PartId trigger) {
  const std::pair key{(std::uint64_t{trigger} << 32) | id, node};
  if (const auto known = moved_.find(key); known != moved_.end()) return known->second;
  const Pair pair = pair_of(system_.units()[id]);
  const LocalSteps& steps = system_.steps().of(node, pair.left, trigger);
  std::optional<PartId> after;
  if (!steps.empty())
    after = system_.unit(node, steps.front().after, system_.parts().sequence(pair.right), unit_writer_);
  if (moved_.size() > most_moved) moved_.clear();
  return moved_.emplace(key, after).first->second;
}

UnfoldedWorld Expander::world_of(const Tree::Nodes& leaves) {
  UnfoldedWorld world{leaves, {}};
  for (NodeIndex node = 0; node < system_.nodes(); ++node) world.units[node] = &unit(node, leaves[node]);
  return world;
}

bool Expander::leads_to(const UnfoldedWorld& world, const Tree::Nodes& target) {
  bool found = false;
  const auto leaves = static_cast<std::ptrdiff_t>(system_.tree().leaves());
  const auto fits = [&](NodeIndex node, std::size_t step) {
    return canonicalizer_ != nullptr || world.units[node]->steps[step].unit == target[node];
  };
  apply_steps(world, fits, [&](NodeIndex, std::size_t, Tree::Nodes& nodes, Tree::Leaves) {
    if (found) return;
    canonicalize(nodes);
    found = std::equal(nodes.begin(), nodes.begin() + leaves, target.begin());
  });
  return found;
}

PartId Expander::remember(PartId history, PartId packet) {
  const auto [known, is_new] = histories_.try_emplace((std::uint64_t{packet} << 32) | history, history);
  if (is_new) {
    Packets packets = system_.parts().sequence(history);
    NetworkRules(Network::unreliable, system_.parts()).add(packets, packet);  // a set that only grows
    known->second = system_.parts().sequence(packets);
  }
  return known->second;
}

}  // namespace pessimist::world
