#include "reductions/message_flow.hpp"

#include <algorithm>
#include <map>

#include "store/bytes_of_entry.hpp"
#include "store/hash.hpp"

namespace pessimist::reductions {

using world::PartId;

namespace {

FaultSet faults_left(const world::System& system, const world::UnfoldedWorld& world) {
  FaultSet faults;
  if (!system.ledger_leaf()) return faults;
  for (const Fault fault : all_faults) {
    if (system.ledger().spend(world.nodes[*system.ledger_leaf()], {fault})) faults.insert(fault);
  }
  return faults;
}

}  // namespace

std::size_t SituationHash::operator()(const Situation& situation) const {
  const std::uint64_t where = (std::uint64_t{situation.node} << 32) | situation.local;
  return store::WordHash{}(store::WordHash{}(where) + store::WordHash{}(situation.packets) +
                           situation.faults.bits());
}

MessageFlow::Known::Known(const Alone& alone, const Relevance* relevance) {
  for (NodeIndex node = 0; node < alone.nodes.size(); ++node) {
    const Alone::Node& graph = alone.nodes[node];
    live_.emplace_back();
    for (std::uint32_t local = 0; local < graph.locals.size(); ++local) {
      std::vector<std::uint32_t> places;
      for (std::uint32_t place = 0; place < graph.packets.size(); ++place) {
        if (relevance == nullptr || relevance->is_live(node, local, graph.packets[place]))
          places.push_back(place);
      }
      live_.back().push_back(sets_.of(places));
    }
  }
}

bool MessageFlow::enter(const world::UnfoldedWorld& world) {
  const FaultSet faults = faults_left(system_, world);
  const NodeIndex nodes = system_.nodes();
  PacketSets& sets = known_->sets_;
  const auto& live = known_->live_;
  for (NodeIndex node = 0; node < nodes; ++node) {
    const Unit& present = unit(node, world.nodes[node], *world.units[node]);
    if (present.local == Alone::none) return false;
    inboxes_[node] = present.inbox;
    situations_[node] = {node, present.local, sets.common(present.inbox, live[node][present.local]), faults};
  }
  std::array<bool, world::Tree::most_leaves> is_done{};
  for (bool changed = true; changed;) {
    changed = false;
    for (NodeIndex node = 0; node < nodes; ++node) {
      if (std::exchange(is_done[node], true)) continue;
      changed = true;
      for (const auto& [to, packets] : sends(situations_[node])) {
        Situation& there = situations_[to];
        const PacketSets::Set more = sets.united(there.packets, sets.common(packets, live[to][there.local]));
        if (more == there.packets) continue;
        there.packets = more;
        is_done[to] = false;
      }
    }
  }
  return true;
}

const MessageFlow::Unit& MessageFlow::unit(NodeIndex node, PartId id, const world::Unit& content) {
  return known_->units_.at((std::uint64_t{node} << 32) | id, [&] {
    known_->bytes_.fetch_add(store::bytes_of_entry, std::memory_order_relaxed);
    const auto& locals = alone_.nodes[node].place_of;
    const auto local = locals.find(content.local);
    if (local == locals.end()) return Unit{};
    std::vector<std::uint32_t> places;
    for (const PartId packet : system_.parts().sequence(content.inbox)) {
      const auto number = alone_.number_of.find(packet);
      if (number == alone_.number_of.end()) return Unit{};  // nobody foresaw it
      places.push_back(index_.place_of_packet(number->second));
    }
    return Unit{local->second, known_->sets_.of(places)};
  });
}

bool MessageFlow::may_happen(const Situation& situation, const AloneIndex::Step& step) const {
  if (!situation.faults.contains(step.faults)) return false;
  return std::all_of(step.needs.begin(), step.needs.end(),
                     [&](std::uint32_t place) { return sets().contains(situation.packets, place); });
}

const MessageFlow::Sends& MessageFlow::sends(const Situation& situation) {
  return *known_->sends_.at(situation, [&] {
    auto found = std::make_unique<const Sends>(find_sends(situation));
    known_->bytes_.fetch_add(
        store::bytes_of_entry + sizeof(Situation) + found->size() * sizeof(Sends::value_type),
        std::memory_order_relaxed);
    return found;
  });
}

MessageFlow::Sends MessageFlow::find_sends(const Situation& situation) const {
  std::map<NodeIndex, std::vector<std::uint32_t>> sent;
  std::vector<bool> is_reached(alone_.nodes[situation.node].locals.size(), false);
  std::vector<std::uint32_t> todo{situation.local};
  is_reached[situation.local] = true;
  while (!todo.empty()) {
    const std::uint32_t local = todo.back();
    todo.pop_back();
    for (const AloneIndex::Step& step : index_.steps(situation.node, local)) {
      if (!may_happen(situation, step)) continue;
      for (const std::uint32_t packet : step.edge->sends)
        sent[alone_.contents[packet].to].push_back(index_.place_of_packet(packet));
      if (step.edge->is_broken() || is_reached[step.edge->to]) continue;
      is_reached[step.edge->to] = true;
      todo.push_back(step.edge->to);
    }
  }
  Sends sends;
  for (const auto& [to, places] : sent) sends.emplace_back(to, known_->sets_.of(places));
  return sends;
}

}  // namespace pessimist::reductions
