#include "reductions/permutation_audit.hpp"

#include <utility>

#include "reductions/checker_fault.hpp"

namespace pessimist::reductions {

std::uint64_t PermutationAudit::look(world::Expander& expander, const world::UnfoldedWorld& world,
                                     std::uint64_t seed) {
  compare(expander, world, generators_[draw(seed, 0, generators_.size())]);
  std::uint64_t turn = 1;
  compare(expander, world, group_.shuffled([&](std::size_t among) { return draw(seed, turn++, among); }));
  return 2;
}

world::UnfoldedWorld PermutationAudit::renamed(world::Expander& expander, const world::UnfoldedWorld& world,
                                               RenamedParts& exchanged) {
  world::System& system = expander.system();
  world::Parts& parts = system.parts();
  const Renaming& renaming = exchanged.renaming();
  const auto rename = [&](world::PartId sequence, const world::NetworkRules& rules) {
    world::Packets packets;
    for (const world::PartId packet : parts.sequence(sequence)) rules.add(packets, exchanged.packet(packet));
    return packets;
  };
  world::Tree::Nodes nodes = world.nodes;
  for (NodeIndex node = 0; node < system.nodes(); ++node) {
    const world::Unit& unit = *world.units[node];
    nodes[renaming[node]] = system.unit(renaming[node], exchanged.local(node, unit.local),
                                        rename(unit.inbox, system.rules()), system.units().writer(0));
  }
  if (const auto leaf = system.history_leaf()) {
    const world::NetworkRules only_grows(Network::unreliable, parts);
    nodes[*leaf] = parts.sequence(rename(world.nodes[*leaf], only_grows));
  }
  return expander.world_of(nodes);
}

PermutationAudit::Leaves PermutationAudit::representative(world::Expander& expander,
                                                          world::Tree::Nodes nodes) {
  expander.canonicalize(nodes);
  return {nodes.begin(), nodes.begin() + static_cast<std::ptrdiff_t>(expander.system().tree().leaves())};
}

std::set<PermutationAudit::Leaves> PermutationAudit::successors(world::Expander& expander,
                                                                const world::UnfoldedWorld& world) {
  const auto leaves = static_cast<std::ptrdiff_t>(expander.system().tree().leaves());
  std::set<Leaves> found;
  for (NodeIndex node = 0; node < expander.system().nodes(); ++node) {
    for (std::size_t step = 0; step < world.units[node]->steps.size(); ++step) {
      const auto next = expander.take(world, node, step);
      if (!next || std::equal(next->begin(), next->begin() + leaves, world.nodes.begin())) continue;
      found.insert(representative(expander, *next));
    }
  }
  return found;
}

void PermutationAudit::compare(world::Expander& expander, const world::UnfoldedWorld& world,
                               const Renaming& renaming) {
  RenamedParts exchanged(expander.system(), renaming);
  const world::UnfoldedWorld image = renamed(expander, world, exchanged);
  const bool same_representative =
      representative(expander, world.nodes) == representative(expander, image.nodes);
  if (same_representative && successors(expander, world) == successors(expander, image)) return;
  world::System& system = expander.system();
  ask_handlers(system, world, exchanged);
  ask_handlers(system, image, exchanged);
  throw CheckerFault("a world and the same world with " + in_words(system.model().layout(), renaming) +
                     (same_representative ? " do not have the same successors" : " are not stored as one") +
                     ", but no handler tells them apart");
}

void PermutationAudit::ask_handlers(world::System& system, const world::UnfoldedWorld& world,
                                    RenamedParts& exchanged) {
  for (NodeIndex node = 0; node < system.nodes(); ++node) {
    const world::PartId local = world.units[node]->local;
    for (const world::Step& step : world.units[node]->steps) {
      require_same_answer(system, node, local, step.trigger);
      try {
        handlers_.look(node, local, step.trigger, system.steps().of(node, local, step.trigger), exchanged);
      } catch (const SpecError& error) {
        throw SpecError(reductions::in_words(system, node, local, step.trigger) + ": " + error.what());
      }
    }
  }
}

}  // namespace pessimist::reductions
