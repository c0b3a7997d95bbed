#include "reductions/stubborn_sets.hpp"

#include <algorithm>

#include "store/bytes_of_entry.hpp"
#include "store/hash.hpp"

namespace pessimist::reductions {

using world::PartId;

std::size_t StubbornSets::KeyHash::operator()(const Key& key) const {
  return store::mix(SituationHash{}(key.situation) + key.unit);
}

std::size_t StubbornSets::ArrivalHash::operator()(const Arrival& arrival) const {
  return store::mix(SituationHash{}(arrival.situation) + arrival.packet);
}

StubbornSets::Common::Common(const MoverBasis& basis)
    : basis_(basis), known_([&basis] { return std::make_shared<Known>(basis); }) {}

StubbornSets::StubbornSets(Common& common)
    : basis_(common.basis_),
      shared_(common.known_),
      known_(shared_.hold()),
      flow_(basis_.system, basis_.alone, basis_.index, known_->flow) {}

void StubbornSets::enter(const world::UnfoldedWorld& world) {
  if (shared_.renew(known_)) flow_.go_over_to(known_->flow);
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
  return *known_->movers.at({situation, id}, [&] {
    auto found = std::make_unique<const std::vector<Movers>>(
        MoverFinder(basis_, flow_, situation, flow_.inbox(node), unit).find());
    std::size_t bytes = sizeof(Key) + store::bytes_of_entry;
    for (const Movers& movers : *found)
      bytes += sizeof(Movers) + movers.triggers.size() * sizeof(PartId) + movers.read_sends.size() * 4;
    known_->bytes.fetch_add(bytes, std::memory_order_relaxed);
    return found;
  });
}

/// Whether no act of another node does less for what these triggers send.
bool StubbornSets::are_free(const Movers& movers) {
  return std::all_of(movers.read_sends.begin(), movers.read_sends.end(), [&](std::uint32_t packet) {
    if (flow_.is_there(packet)) return true;
    const Situation& receiver = flow_.of(basis_.alone.contents[packet].to);
    return known_->welcome.at({receiver, packet}, [&] {
      known_->bytes.fetch_add(sizeof(Arrival) + store::bytes_of_entry, std::memory_order_relaxed);
      return is_welcome(basis_, flow_, receiver, packet);
    });
  });
}

}  // namespace pessimist::reductions
