#include "reductions/relevance.hpp"

#include <algorithm>
#include <numeric>

#include <boost/unordered/unordered_flat_map.hpp>

namespace pessimist::reductions {

Relevance::Relevance(const world::System& system, const Alone& alone, const Partition& partition,
                     const Question& question)
    : alone_(alone),
      partition_(partition),
      always_(question.kept),
      place_(alone.packets.size()),
      classes_(alone.nodes.size()),
      live_(alone.nodes.size()) {
  for (NodeIndex node = 0; node < alone.nodes.size(); ++node) {
    const Alone::Node& graph = alone.nodes[node];
    for (std::uint32_t place = 0; place < graph.packets.size(); ++place) place_[graph.packets[place]] = place;
    live_[node].assign(number_classes(node), boost::dynamic_bitset<>(graph.packets.size()));
    find_first(system, node);
    spread(node);
  }
}

std::uint32_t Relevance::number_classes(NodeIndex node) {
  boost::unordered_flat_map<std::uint32_t, std::uint32_t> numbers;  // of blocks
  for (std::uint32_t local = 0; local < alone_.nodes[node].locals.size(); ++local) {
    const auto next = static_cast<std::uint32_t>(numbers.size());
    classes_[node].push_back(numbers.try_emplace(partition_.block(node, local), next).first->second);
  }
  return static_cast<std::uint32_t>(numbers.size());
}

/// Where a message does something at once.
void Relevance::find_first(const world::System& system, NodeIndex node) {
  const Alone::Node& graph = alone_.nodes[node];
  const RoleTriggers& role = system.model().triggers()[system.model().layout().role_number_of(node)];
  for (const Alone::Edge& edge : graph.edges) {
    if (edge.from == Alone::none || !partition_.is_event(node, edge)) continue;
    boost::dynamic_bitset<>& live = live_[node][classes_[node][edge.from]];
    if (edge.packet != Alone::none) live[place_[edge.packet]] = true;
    if (edge.act == Alone::none) continue;
    const auto& reads = role.acts[edge.act].reads;
    for (const std::uint32_t packet : graph.packets) {
      if (std::find(reads.begin(), reads.end(), alone_.contents[packet].type) != reads.end())
        live[place_[packet]] = true;
    }
  }
}

/// What is live in a local state is live in all that lead there, and in all that are one with those.
void Relevance::spread(NodeIndex node) {
  std::vector<boost::dynamic_bitset<>>& live = live_[node];
  std::vector<std::vector<std::uint32_t>> before(live.size());
  for (const Alone::Edge& edge : alone_.nodes[node].edges) {
    if (edge.from == Alone::none || edge.is_broken()) continue;
    const std::uint32_t from = classes_[node][edge.from];
    const std::uint32_t to = classes_[node][edge.to];
    if (from != to) before[to].push_back(from);
  }
  std::vector<std::uint32_t> todo(live.size());
  std::iota(todo.begin(), todo.end(), 0U);
  std::vector<bool> waits(live.size(), true);
  while (!todo.empty()) {
    const std::uint32_t at = todo.back();
    todo.pop_back();
    waits[at] = false;
    for (const std::uint32_t earlier : before[at]) {
      if (live[at].is_subset_of(live[earlier])) continue;
      live[earlier] |= live[at];
      if (!waits[earlier]) todo.push_back(earlier);
      waits[earlier] = true;
    }
  }
}

}  // namespace pessimist::reductions
