#include "reductions/unit_normal_form.hpp"

#include <algorithm>

#include "store/ensure.hpp"

namespace pessimist::reductions {

using world::Packets;
using world::PartId;

namespace {

/// The one with the least content: the same on every run.
template <class Content>
std::uint32_t representative(const std::vector<std::uint32_t>& members, Content content) {
  return *std::min_element(members.begin(), members.end(), [&](std::uint32_t one, std::uint32_t other) {
    return content(one) < content(other);
  });
}

}  // namespace

UnitNormalForm::UnitNormalForm(const world::System& system, const Alone& alone, const Partition& partition,
                               const Relevance* relevance, const SymmetryGroup& group)
    : system_(system),
      alone_(alone),
      relevance_(relevance),
      has_bounds_(!system.model().bounds().empty()),
      local_signatures_(alone.nodes.size()) {
  std::vector<bool> movable(group.names(), false);
  for (const auto& block : group.blocks()) {
    for (const NameIndex name : block) movable[name] = true;
  }
  Signer signer(movable);
  choose_local_representatives(partition, signer);
  choose_packet_representatives(partition, signer);
}

void UnitNormalForm::choose_local_representatives(const Partition& partition, Signer& signer) {
  const Model& model = system_.model();
  const world::Parts& parts = system_.parts();
  for (NodeIndex node = 0; node < alone_.nodes.size(); ++node) {
    const std::vector<PartId>& locals = alone_.nodes[node].locals;
    std::vector<std::uint32_t> chosen(locals.size(), Alone::none);
    for (std::uint32_t local = 0; local < locals.size(); ++local) {
      if (chosen[local] != Alone::none) continue;
      const std::vector<std::uint32_t> members = partition.members(node, local);
      const std::uint32_t least = representative(members, [&](std::uint32_t member) {
        return std::pair(parts.local_hash(locals[member]), parts.local(locals[member]).fields);
      });
      for (const std::uint32_t member : members) chosen[member] = least;
      if (members.size() == 1) continue;
      Signature& sum = local_signatures_[node][locals[least]];
      for (const std::uint32_t member : members)
        sum.add(signature_of(model, node, parts.local(locals[member]), signer));
    }
    local_representative_.push_back(std::move(chosen));
  }
}

void UnitNormalForm::choose_packet_representatives(const Partition& partition, Signer& signer) {
  for (std::uint32_t packet = 0; packet < alone_.packets.size(); ++packet) {
    const std::vector<std::uint32_t>& members = partition.packets_like(packet);
    const std::uint32_t least =
        representative(members, [&](std::uint32_t member) { return alone_.contents[member]; });
    packet_representative_.push_back(least);
    if (members.size() == 1 || least != packet) continue;
    Signature& sum = packet_signatures_[alone_.packets[least]];
    for (const std::uint32_t member : members)
      sum.add(signature_of(system_.model(), alone_.contents[member], false, signer));
  }
}

// The steps of a unit are found out even where a bound forbids them: they may lead to what no world has.
bool UnitNormalForm::is_foreseen(NodeIndex node, PartId local, const Packets& inbox) const {
  const auto is_known = [&](PartId packet) { return alone_.number_of.contains(packet); };
  const bool foreseen =
      alone_.nodes[node].place_of.contains(local) && std::all_of(inbox.begin(), inbox.end(), is_known);
  store::ensure(foreseen || has_bounds_, "what a node does in a run is what it can do alone");
  return foreseen;
}

void UnitNormalForm::normalize(NodeIndex node, PartId& local, Packets& inbox) const {
  if (!is_foreseen(node, local, inbox)) return;
  const Alone::Node& graph = alone_.nodes[node];
  const std::uint32_t representative = local_representative_[node][graph.place_of.at(local)];
  local = graph.locals[representative];
  Packets normal;
  for (const PartId packet : inbox) {
    const std::uint32_t number = packet_representative_[alone_.number_of.at(packet)];
    if (relevance_ == nullptr || relevance_->is_live(node, representative, number))
      normal.push_back(alone_.packets[number]);
  }
  if (system_.options().network != Network::fifo) std::sort(normal.begin(), normal.end());
  if (system_.options().network == Network::unreliable)
    normal.erase(std::unique(normal.begin(), normal.end()), normal.end());
  inbox = std::move(normal);
}

const Signature* UnitNormalForm::of_local(NodeIndex node, PartId local) const {
  const auto known = local_signatures_[node].find(local);
  return known == local_signatures_[node].end() ? nullptr : &known->second;
}

const Signature* UnitNormalForm::of_packet(PartId packet) const {
  const auto known = packet_signatures_.find(packet);
  return known == packet_signatures_.end() ? nullptr : &known->second;
}

}  // namespace pessimist::reductions
