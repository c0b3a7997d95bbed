#include "reductions/alone_orbits.hpp"

#include <algorithm>

namespace pessimist::reductions {

AloneOrbits::AloneOrbits(world::System& system, const SymmetryGroup& group, SymmetryAudit& audit)
    : system_(&system), audit_(&audit), explored_(system.nodes(), true), looks_(system.nodes()) {
  for (Renaming& generator : group.generators()) generators_.push_back(add(std::move(generator)));
  for (const auto& block : group.blocks()) {
    if (block.front() >= system.nodes()) continue;  // of tokens
    const NodeIndex first = block.front();
    for (std::size_t i = 1; i < block.size(); ++i) {
      explored_[block[i]] = false;
      twins_.push_back({first, block[i], add(exchange(group.names(), first, block[i]))});
      looks_[first].push_back(twins_.back().exchanged);
    }
    if (block.size() > 2) looks_[first].push_back(add(exchange(group.names(), block[1], block[2])));
  }
}

RenamedParts* AloneOrbits::add(Renaming renaming) {
  exchanges_.push_back(std::make_unique<RenamedParts>(*system_, std::move(renaming)));
  return exchanges_.back().get();
}

void AloneOrbits::look(NodeIndex node, world::PartId local, world::PartId trigger,
                       const world::LocalSteps& steps) const {
  if (looks_.empty()) return;
  for (RenamedParts* exchanged : looks_[node]) audit_->look(node, local, trigger, steps, *exchanged);
}

std::vector<world::PartId> AloneOrbits::images(world::PartId packet) const {
  std::vector<world::PartId> images;
  for (RenamedParts* exchanged : generators_) images.push_back(exchanged->packet(packet));
  return images;
}

std::uint32_t AloneOrbits::renamed(const Alone& alone, std::uint32_t packet, RenamedParts& exchanged) {
  return alone.number_of.at(exchanged.packet(alone.packets[packet]));
}

void AloneOrbits::add_images(const Alone& alone,
                             std::set<std::pair<std::uint32_t, std::uint32_t>>& pairs) const {
  const auto explored = pairs;
  for (const Twin& twin : twins_) {
    for (const auto& [one, other] : explored) {
      if (alone.contents[one].from != twin.explored) continue;
      pairs.insert(std::minmax(renamed(alone, one, *twin.exchanged), renamed(alone, other, *twin.exchanged)));
    }
  }
}

void AloneOrbits::fill(Alone& alone) const {
  for (const Twin& twin : twins_) {
    Alone::Node graph = renamed(alone, twin);
    graph.packets = std::move(alone.nodes[twin.node].packets);
    alone.nodes[twin.node] = std::move(graph);
  }
}

Alone::Node AloneOrbits::renamed(const Alone& alone, const Twin& twin) const {
  Alone::Node graph = alone.nodes[twin.explored];
  graph.place_of.clear();
  for (std::uint32_t place = 0; place < graph.locals.size(); ++place) {
    world::PartId& local = graph.locals[place];
    local = twin.exchanged->local(twin.explored, local);
    graph.place_of.emplace(local, place);
  }
  for (Alone::Edge& edge : graph.edges) {
    if (edge.from != Alone::none) edge.trigger = twin.exchanged->trigger(edge.trigger);
    if (edge.packet != Alone::none) edge.packet = renamed(alone, edge.packet, *twin.exchanged);
    world::Packets sends;
    for (const std::uint32_t packet : edge.sends)
      sends.push_back(twin.exchanged->packet(alone.packets[packet]));
    edge.sends.clear();
    for (const world::PartId packet : system_->rules().canonical_sends(std::move(sends)))
      edge.sends.push_back(alone.number_of.at(packet));
  }
  return graph;
}

}  // namespace pessimist::reductions
