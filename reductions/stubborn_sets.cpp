#include "reductions/stubborn_sets.hpp"

#include <algorithm>

#include "store/hash.hpp"

namespace pessimist::reductions {

using world::PartId;

namespace {

constexpr std::size_t most_bytes = std::size_t{64} << 20;

}  // namespace

std::size_t StubbornSets::KeyHash::operator()(const Key& key) const {
  return store::mix(SituationHash{}(key.situation) + key.unit);
}

std::size_t StubbornSets::ArrivalHash::operator()(const Arrival& arrival) const {
  return store::mix(SituationHash{}(arrival.situation) + arrival.packet);
}

StubbornSets::StubbornSets(const MoverBasis& basis)
    : basis_(basis), flow_(basis.system, basis.alone, basis.index, basis.relevance.get()) {}

void StubbornSets::forget() {
  movers_.clear();
  welcome_.clear();
  flow_.forget();
  bytes_ = 0;
}

void StubbornSets::enter(const world::UnfoldedWorld& world) {
  if (bytes_ + flow_.bytes() > most_bytes) forget();
  world_ = &world;
  chosen_ = nullptr;
  if (!flow_.enter(world)) return;
  for (NodeIndex node = 0; node < basis_.system.nodes(); ++node) {
    for (const Movers& movers : movers_of(node, world.nodes[node], *world.units[node])) {
      if (chosen_ != nullptr && chosen_->steps <= movers.steps) break;
      if (!are_free(movers)) continue;
      chosen_ = &movers;
      node_ = node;
      break;
    }
  }
}

bool StubbornSets::contains(NodeIndex node, std::size_t step) const {
  if (chosen_ == nullptr) return true;
  if (node != node_) return false;
  const std::vector<PartId>& triggers = chosen_->triggers;
  return std::find(triggers.begin(), triggers.end(), world_->units[node]->steps[step].trigger) !=
         triggers.end();
}

const std::vector<Movers>& StubbornSets::movers_of(NodeIndex node, PartId id, const world::Unit& unit) {
  const Situation& situation = flow_.of(node);
  auto& known = movers_[{situation, id}];
  if (!known) {
    known = std::make_unique<const std::vector<Movers>>(
        MoverFinder(basis_, flow_, situation, flow_.inbox(node), unit).find());
    bytes_ += sizeof(Key) + 64;
    for (const Movers& movers : *known)
      bytes_ += sizeof(Movers) + movers.triggers.size() * sizeof(PartId) + movers.read_sends.size() * 4;
  }
  return *known;
}

/// Whether no act of another node does less for what these triggers send.
bool StubbornSets::are_free(const Movers& movers) {
  return std::all_of(movers.read_sends.begin(), movers.read_sends.end(), [&](std::uint32_t packet) {
    if (flow_.is_there(packet)) return true;
    const Situation& receiver = flow_.of(basis_.alone.contents[packet].to);
    const auto known = welcome_.find({receiver, packet});
    if (known != welcome_.end()) return known->second;
    const bool is_so = is_welcome(basis_, flow_, receiver, packet);
    welcome_.emplace(Arrival{receiver, packet}, is_so);
    bytes_ += sizeof(Arrival) + 8;
    return is_so;
  });
}

}  // namespace pessimist::reductions
