#include "reductions/message_flow.hpp"

#include <algorithm>
#include <map>

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
  return store::mix(where * 0x9e3779b97f4a7c15ULL + (std::uint64_t{situation.packets} << 8) +
                    situation.faults.bits());
}

MessageFlow::MessageFlow(world::System& system, const Alone& alone, const AloneIndex& index,
                         const Relevance* relevance)
    : system_(system), alone_(alone), index_(index), relevance_(relevance) {
  note_live();
}

void MessageFlow::note_live() {
  live_.clear();
  for (NodeIndex node = 0; node < alone_.nodes.size(); ++node) {
    const Alone::Node& graph = alone_.nodes[node];
    live_.emplace_back();
    for (std::uint32_t local = 0; local < graph.locals.size(); ++local) {
      std::vector<std::uint32_t> places;
      for (std::uint32_t place = 0; place < graph.packets.size(); ++place) {
        if (relevance_ == nullptr || relevance_->is_live(node, local, graph.packets[place]))
          places.push_back(place);
      }
      live_.back().push_back(sets_.of(places));
    }
  }
}

void MessageFlow::forget() {
  units_.clear();
  sends_.clear();
  sets_ = PacketSets();
  note_live();
  bytes_ = 0;
}

bool MessageFlow::enter(const world::UnfoldedWorld& world) {
  const FaultSet faults = faults_left(system_, world);
  const NodeIndex nodes = system_.nodes();
  for (NodeIndex node = 0; node < nodes; ++node) {
    const Unit& present = unit(node, world.nodes[node], *world.units[node]);
    if (present.local == Alone::none) return false;
    inboxes_[node] = present.inbox;
    situations_[node] = {node, present.local, sets_.common(present.inbox, live_[node][present.local]),
                         faults};
  }
  std::array<bool, world::Tree::most_leaves> is_done{};
  for (bool changed = true; changed;) {
    changed = false;
    for (NodeIndex node = 0; node < nodes; ++node) {
      if (std::exchange(is_done[node], true)) continue;
      changed = true;
      for (const auto& [to, packets] : sends(situations_[node])) {
        Situation& there = situations_[to];
        const PacketSets::Id more =
            sets_.united(there.packets, sets_.common(packets, live_[to][there.local]));
        if (more == there.packets) continue;
        there.packets = more;
        is_done[to] = false;
      }
    }
  }
  return true;
}

const MessageFlow::Unit& MessageFlow::unit(NodeIndex node, PartId id, const world::Unit& content) {
  const std::uint64_t key = (std::uint64_t{node} << 32) | id;
  if (const auto known = units_.find(key); known != units_.end()) return known->second;
  Unit found{Alone::none, 0};
  std::vector<std::uint32_t> places;
  bool is_foreseen = true;
  for (const PartId packet : system_.parts().sequence(content.inbox)) {
    const auto number = alone_.number_of.find(packet);
    is_foreseen &= number != alone_.number_of.end();
    if (is_foreseen) places.push_back(index_.place_of_packet(number->second));
  }
  const auto& locals = alone_.nodes[node].place_of;
  if (const auto local = locals.find(content.local); is_foreseen && local != locals.end())
    found = {local->second, sets_.of(places)};
  bytes_ += sizeof(key) + sizeof(found);
  return units_.emplace(key, found).first->second;
}

bool MessageFlow::may_happen(const Situation& situation, const AloneIndex::Step& step) const {
  if (!situation.faults.contains(step.faults)) return false;
  return std::all_of(step.needs.begin(), step.needs.end(),
                     [&](std::uint32_t place) { return sets_.contains(situation.packets, place); });
}

const MessageFlow::Sends& MessageFlow::sends(const Situation& situation) {
  if (const auto known = sends_.find(situation); known != sends_.end()) return known->second;
  Sends found = find_sends(situation);
  bytes_ += sizeof(Situation) + sizeof(Sends) + found.size() * sizeof(Sends::value_type) + 64;
  return sends_.emplace(situation, std::move(found)).first->second;
}

MessageFlow::Sends MessageFlow::find_sends(const Situation& situation) {
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
  for (const auto& [to, places] : sent) sends.emplace_back(to, sets_.of(places));
  return sends;
}

}  // namespace pessimist::reductions
