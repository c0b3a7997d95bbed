#include "reductions/alone_orbits.hpp"

#include <algorithm>

#include "world/renaming.hpp"

namespace pessimist::reductions {

AloneOrbits::AloneOrbits(world::System& system, const SymmetryGroup& group, SymmetryAudit& audit)
    : system_(&system),
      audit_(&audit),
      generators_(group.generators()),
      explored_(system.nodes(), true),
      looks_(system.nodes()) {
  for (const auto& block : group.blocks()) {
    if (block.front() >= system.nodes()) continue;  // of tokens
    const NodeIndex first = block.front();
    for (std::size_t i = 1; i < block.size(); ++i) {
      explored_[block[i]] = false;
      twins_.push_back({first, block[i], exchange(group.names(), first, block[i])});
      looks_[first].push_back(twins_.back().exchange);
    }
    if (block.size() > 2) looks_[first].push_back(exchange(group.names(), block[1], block[2]));
  }
}

void AloneOrbits::look(NodeIndex node, world::PartId local, world::PartId trigger,
                       const world::LocalSteps& steps) const {
  if (!looks_.empty()) audit_->look(node, local, trigger, steps, looks_[node]);
}

std::vector<Packet> AloneOrbits::images(const Packet& packet) const {
  std::vector<Packet> images;
  for (const Renaming& renaming : generators_)
    images.push_back(world::renamed(system_->model(), packet, renaming));
  return images;
}

std::uint32_t AloneOrbits::renamed(const Alone& alone, std::uint32_t packet, const Renaming& renaming) const {
  const Packet image = world::renamed(system_->model(), alone.contents[packet], renaming);
  return alone.number_of.at(system_->parts().packet(image));
}

void AloneOrbits::add_images(const Alone& alone,
                             std::set<std::pair<std::uint32_t, std::uint32_t>>& pairs) const {
  const auto explored = pairs;
  for (const Twin& twin : twins_) {
    for (const auto& [one, other] : explored) {
      if (alone.contents[one].from != twin.explored) continue;
      pairs.insert(std::minmax(renamed(alone, one, twin.exchange), renamed(alone, other, twin.exchange)));
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
  const Model& model = system_->model();
  world::Parts& parts = system_->parts();
  Alone::Node graph = alone.nodes[twin.explored];
  graph.place_of.clear();
  for (std::uint32_t place = 0; place < graph.locals.size(); ++place) {
    world::PartId& local = graph.locals[place];
    local = parts.local(world::renamed(model, twin.explored, parts.local(local), twin.exchange));
    graph.place_of.emplace(local, place);
  }
  for (Alone::Edge& edge : graph.edges) {
    if (edge.from != Alone::none)
      edge.trigger = parts.trigger(world::renamed(model, parts.trigger(edge.trigger), twin.exchange));
    if (edge.packet != Alone::none) edge.packet = renamed(alone, edge.packet, twin.exchange);
    world::Packets sends;
    for (const std::uint32_t packet : edge.sends)
      sends.push_back(alone.packets[renamed(alone, packet, twin.exchange)]);
    edge.sends.clear();
    for (const world::PartId packet : system_->rules().canonical_sends(std::move(sends)))
      edge.sends.push_back(alone.number_of.at(packet));
  }
  return graph;
}

}  // namespace pessimist::reductions
