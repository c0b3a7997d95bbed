#include "reductions/alone_index.hpp"

#include <algorithm>
#include <utility>

namespace pessimist::reductions {

using world::PartId;

AloneIndex::AloneIndex(world::System& system, const Alone& alone) : places_(alone.packets.size()) {
  for (const Alone::Node& graph : alone.nodes) {
    for (std::uint32_t place = 0; place < graph.packets.size(); ++place)
      places_[graph.packets[place]] = place;
  }
  for (const Alone::Node& graph : alone.nodes) {
    auto& steps = steps_.emplace_back(graph.locals.size());
    for (const Alone::Edge& edge : graph.edges) {
      if (edge.from == Alone::none) continue;
      const Trigger trigger = system.parts().trigger(edge.trigger);
      std::vector<std::uint32_t> needs;
      for (const Packet& packet : trigger.packets)
        needs.push_back(places_[alone.number_of.at(system.parts().packet(packet))]);
      steps[edge.from].push_back({&edge, std::move(needs), faults_of(trigger)});
    }
    for (std::vector<Step>& of_local : steps) {
      std::stable_sort(of_local.begin(), of_local.end(), [](const Step& one, const Step& other) {
        return one.edge->trigger < other.edge->trigger;
      });
    }
  }
}

std::span<const AloneIndex::Step> AloneIndex::steps(NodeIndex node, std::uint32_t local,
                                                    PartId trigger) const {
  const std::vector<Step>& all = steps_[node][local];
  const auto begin = std::lower_bound(all.begin(), all.end(), trigger, [](const Step& step, PartId wanted) {
    return step.edge->trigger < wanted;
  });
  const auto end =
      std::find_if(begin, all.end(), [&](const Step& step) { return step.edge->trigger != trigger; });
  return {begin, end};
}

}  // namespace pessimist::reductions
