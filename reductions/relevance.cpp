#include "reductions/relevance.hpp"

#include <algorithm>

namespace pessimist::reductions {

Relevance::Relevance(const world::System& system, const Alone& alone, const Partition& partition,
                     const Question& question)
    : alone_(alone),
      partition_(partition),
      always_(question.kept),
      place_(alone.packets.size()),
      live_(alone.nodes.size()) {
  for (NodeIndex node = 0; node < alone.nodes.size(); ++node) {
    const Alone::Node& graph = alone.nodes[node];
    for (std::uint32_t place = 0; place < graph.packets.size(); ++place) place_[graph.packets[place]] = place;
    live_[node].assign(graph.locals.size(), boost::dynamic_bitset<>(graph.packets.size()));
    find_first(system, node);
    spread(node);
  }
}

/// Where a message does something at once.
void Relevance::find_first(const world::System& system, NodeIndex node) {
  const Alone::Node& graph = alone_.nodes[node];
  const RoleTriggers& role = system.model().triggers()[system.model().layout().role_number_of(node)];
  for (const Alone::Edge& edge : graph.edges) {
    if (edge.from == Alone::none || !partition_.is_event(node, edge)) continue;
    if (edge.packet != Alone::none) live_[node][edge.from][place_[edge.packet]] = true;
    if (edge.act == Alone::none) continue;
    const auto& reads = role.acts[edge.act].reads;
    for (const std::uint32_t packet : graph.packets) {
      if (std::find(reads.begin(), reads.end(), alone_.contents[packet].type) != reads.end())
        live_[node][edge.from][place_[packet]] = true;
    }
  }
}

/// What is live in a local state is live in all that lead there, and in all that are one with those.
void Relevance::spread(NodeIndex node) {
  const Alone::Node& graph = alone_.nodes[node];
  std::vector<std::vector<std::uint32_t>> before(graph.locals.size());
  for (const Alone::Edge& edge : graph.edges) {
    if (edge.from != Alone::none && !edge.is_broken() && edge.from != edge.to)
      before[edge.to].push_back(edge.from);
  }
  for (std::uint32_t local = 0; local < graph.locals.size(); ++local) {
    for (const std::uint32_t other : partition_.members(node, local)) {
      if (other != local) before[local].push_back(other);
    }
  }
  std::vector<std::uint32_t> todo;
  for (std::uint32_t local = 0; local < graph.locals.size(); ++local) todo.push_back(local);
  while (!todo.empty()) {
    const std::uint32_t local = todo.back();
    todo.pop_back();
    for (const std::uint32_t earlier : before[local]) {
      if (live_[node][local].is_subset_of(live_[node][earlier])) continue;
      live_[node][earlier] |= live_[node][local];
      todo.push_back(earlier);
    }
  }
}

}  // namespace pessimist::reductions
