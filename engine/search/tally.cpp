#include "search/tally.hpp"

#include <algorithm>

namespace pessimist::search {

namespace {

/// What a tally keeps of leaves before it starts anew.
constexpr std::size_t most_leaf_bytes = std::size_t{16} << 20;

}  // namespace

Tally::Tally(const world::System& system, const Aspects& aspects, std::size_t most_kept)
    : system_(system),
      aspects_(aspects),
      nodes_(system.nodes(), OfNode{store::DistinctCount(most_kept), store::DistinctCount(most_kept),
                                    store::DistinctCount(most_kept)}),
      of_aspects_(aspects.list().size(),
                  OfAspect{store::DistinctCount(most_kept), store::DistinctCount(most_kept),
                           store::DistinctCount(most_kept)}),
      changes_(of_aspects_.size()),
      packets_(of_aspects_.size()) {}

void Tally::begin_layer() {
  ++layer_;
  for (OfAspect& aspect : of_aspects_) aspect.values_in_layer.clear();
}

void Tally::add(world::Root root) {
  // Not between the leaves of one world: they are looked at by reference.
  if (bytes_ > most_leaf_bytes) {
    leaves_.clear();
    bytes_ = 0;
  }
  world::Tree::Nodes nodes;
  system_.tree().unfold(root, nodes);
  std::fill(changes_.begin(), changes_.end(), 0);
  std::fill(packets_.begin(), packets_.end(), 0);
  std::uint64_t hash = 0;
  for (std::size_t leaf = 0; leaf < system_.tree().leaves(); ++leaf) {
    const LeafShares& shares = look_at(leaf, nodes[leaf]);
    hash += shares.hash;
    for (const Share& share : shares.shares) {
      changes_[share.aspect] += share.change;
      packets_[share.aspect] += share.packets;
    }
  }
  for (std::size_t aspect = 0; aspect < of_aspects_.size(); ++aspect) {
    OfAspect& of_aspect = of_aspects_[aspect];
    of_aspect.worlds_without.add(hash + changes_[aspect]);
    of_aspect.sum += packets_[aspect];
    of_aspect.most = std::max(of_aspect.most, packets_[aspect]);
  }
}

const LeafShares& Tally::look_at(std::size_t leaf, world::PartId id) {
  const auto [place, is_new] = leaves_.try_emplace((std::uint64_t{leaf} << 32) | id);
  Seen& seen = place->second;
  if (is_new) {
    seen.shares = aspects_.shares_of(leaf, id);
    bytes_ += seen.shares.bytes();
  }
  if (seen.layer != layer_) {
    seen.layer = layer_;
    count_values(leaf, seen.shares);
  }
  return seen.shares;
}

void Tally::count_values(std::size_t leaf, const LeafShares& shares) {
  if (leaf < nodes_.size()) {
    nodes_[leaf].locals.add(shares.local);
    nodes_[leaf].inboxes.add(shares.inbox);
    nodes_[leaf].units.add(shares.hash);
  }
  for (const Share& share : shares.shares) {
    for (const std::uint64_t value : share.values) {
      of_aspects_[share.aspect].values.add(value);
      of_aspects_[share.aspect].values_in_layer.add(value);
    }
  }
}

void Tally::add(const Tally& other) {
  for (std::size_t node = 0; node < nodes_.size(); ++node) {
    nodes_[node].locals.add(other.nodes_[node].locals);
    nodes_[node].inboxes.add(other.nodes_[node].inboxes);
    nodes_[node].units.add(other.nodes_[node].units);
  }
  for (std::size_t aspect = 0; aspect < of_aspects_.size(); ++aspect) {
    OfAspect& mine = of_aspects_[aspect];
    const OfAspect& others = other.of_aspects_[aspect];
    mine.worlds_without.add(others.worlds_without);
    mine.values.add(others.values);
    mine.sum += others.sum;
    mine.most = std::max(mine.most, others.most);
  }
}

void Tally::add_layer(const Tally& other) {
  for (std::size_t aspect = 0; aspect < of_aspects_.size(); ++aspect)
    of_aspects_[aspect].values_in_layer.add(other.of_aspects_[aspect].values_in_layer);
}

}  // namespace pessimist::search
