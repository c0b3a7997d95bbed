#include "world/tree.hpp"

#include "store/ensure.hpp"

namespace pessimist::world {

Tree::Tree(std::size_t leaves, store::EntrySet::Sizes sizes, unsigned writers)
    : table_(sizes, writers), leaves_(leaves), pairs_above_(leaves, 0) {
  store::ensure(leaves >= 2 && leaves <= most_leaves, "a world has 2 to 64 leaves");
  build(0, leaves);
}

/// Pairs are numbered behind their halves. Returns the place of the node in Nodes.
std::uint8_t Tree::build(std::size_t first_leaf, std::size_t count) {
  if (count == 1) return static_cast<std::uint8_t>(first_leaf);
  const std::size_t half = left_of(count);
  const std::uint8_t left = build(first_leaf, half);
  const std::uint8_t right = build(first_leaf + half, count - half);
  const std::size_t pair = pairs_.size();
  pairs_.push_back({left, right});
  if (count < leaves_) {
    for (std::size_t leaf = first_leaf; leaf < first_leaf + count; ++leaf)
      pairs_above_[leaf] |= Pairs{1} << pair;
  }
  return static_cast<std::uint8_t>(leaves_ + pair);
}

void Tree::unfold(Root root, Nodes& nodes) const {
  unfold({&root, 1}, [&](std::size_t) -> Nodes& { return nodes; });
}

Root Tree::refold_pairs(Nodes& nodes, Pairs changed, Folder& folder) const {
  for (; changed != 0; changed &= changed - 1) {
    const auto place = static_cast<std::size_t>(std::countr_zero(changed));
    nodes[leaves_ + place] = folder.fold(pair(place, nodes.data()));
  }
  return root(nodes.data());
}

Root Tree::refold(Nodes& nodes, Leaves changed, Folder& folder) const {
  return refold_pairs(nodes, pairs_above(changed), folder);
}

Root Tree::fold(Nodes& nodes, Folder& folder) const {
  return refold_pairs(nodes, (Pairs{1} << (pairs_.size() - 1)) - 1, folder);
}

}  // namespace pessimist::world
