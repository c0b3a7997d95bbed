#pragma once

// A world as 64 bits. Its parts (the leaves) are folded in pairs, the pairs in pairs, and so on; each pair is stored
// once in a table and named by its place there, and the last pair is the world. Few pairs are new when a world is:
// a step changes a few leaves, and only the pairs above them are folded again. The tree is split in halves from the
// top, so that both halves of the last pair stand for about as many leaves: then the table stays as small as it can,
// near the square root of the number of worlds.
//
// Laarman, van de Pol, Weber, "Parallel Recursive State Compression for Free", SPIN 2011. It is exact: a pair has one
// name, so worlds are equal if and only if their roots are.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "store/entry_set.hpp"
#include "store/recent.hpp"
#include "world/parts.hpp"

namespace pessimist::world {

/// A folded world: its two topmost nodes.
using Root = std::uint64_t;

/// A table is full in the middle of a layer. Whatever was being done must be done again after a growth; insertions that
/// were made stay valid.
struct OutOfRoom {};

/// A pair of names, under one name. Throws OutOfRoom.
inline PartId fold_pair(store::EntrySet& table, store::EntrySet::Writer& writer, PartId left, PartId right) {
  const std::uint64_t pair = (std::uint64_t{left} << 32) | right;
  const auto [position, result] = table.insert(pair, store::EntrySet::hash(pair), writer);
  if (result == store::EntrySet::Result::full) throw OutOfRoom{};
  return position;
}

/// Folds pairs for one worker, who keeps the names of pairs that it folded lately at hand.
class Folder {
 public:
  Folder(store::EntrySet& table, unsigned worker) : table_(table), writer_(table.writer(worker)) {}

  /// Throws OutOfRoom.
  PartId fold(PartId left, PartId right) {
    const std::uint64_t pair = (std::uint64_t{left} << 32) | right;
    return recent_.at(pair, [&] { return fold_pair(table_, writer_, left, right); });
  }

 private:
  store::EntrySet& table_;
  store::EntrySet::Writer& writer_;
  store::Recent<PartId> recent_;
};

struct Pair {
  PartId left, right;
};
inline Pair pair_of(std::uint64_t entry) {
  return {static_cast<PartId>(entry >> 32), static_cast<PartId>(entry & 0xffffffffU)};
}

class Tree {
 public:
  static constexpr std::size_t most_leaves = 64;
  /// A world's tree: the leaves first, then the pairs, each behind what it is made of. The last pair, the root, is not
  /// among them.
  using Nodes = std::array<PartId, 2 * most_leaves - 2>;
  /// A bit for each leaf.
  using Leaves = std::uint64_t;

  /// Of 2 to most_leaves leaves.
  Tree(std::size_t leaves, store::EntrySet::Sizes sizes, unsigned writers);

  std::size_t leaves() const { return leaves_; }
  /// How many entries of Nodes are in use.
  std::size_t node_count() const { return 2 * leaves_ - 2; }

  void unfold(Root root, Nodes& nodes) const;
  /// Folds again what is above the leaves in `changed`. Throws OutOfRoom.
  Root refold(Nodes& nodes, Leaves changed, Folder& folder) const;
  Root fold(Nodes& nodes, Folder& folder) const;

  store::EntrySet& table() { return table_; }
  const store::EntrySet& table() const { return table_; }

 private:
  /// Where in Nodes the halves of a pair are.
  struct Halves {
    std::uint8_t left, right;
  };
  /// A bit for each pair but the root.
  using Pairs = std::uint64_t;

  std::uint8_t build(std::size_t first_leaf, std::size_t count);
  Root refold_pairs(Nodes& nodes, Pairs changed, Folder& folder) const;

  store::EntrySet table_;
  std::size_t leaves_;
  std::vector<Halves> pairs_;       ///< in the order of Nodes; the root last
  std::vector<Pairs> pairs_above_;  ///< by leaf
};

inline Root Tree::refold_pairs(Nodes& nodes, Pairs changed, Folder& folder) const {
  for (; changed != 0; changed &= changed - 1) {
    const auto pair = static_cast<std::size_t>(std::countr_zero(changed));
    const Halves halves = pairs_[pair];
    nodes[leaves_ + pair] = folder.fold(nodes[halves.left], nodes[halves.right]);
  }
  const Halves root = pairs_.back();
  return (Root{nodes[root.left]} << 32) | nodes[root.right];
}

inline Root Tree::refold(Nodes& nodes, Leaves changed, Folder& folder) const {
  Pairs pairs = 0;
  for (; changed != 0; changed &= changed - 1)
    pairs |= pairs_above_[static_cast<std::size_t>(std::countr_zero(changed))];
  return refold_pairs(nodes, pairs, folder);
}

}  // namespace pessimist::world
