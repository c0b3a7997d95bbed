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
#include <span>
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

struct Pair {
  PartId left, right;
};
inline Pair pair_of(std::uint64_t entry) {
  return {static_cast<PartId>(entry >> 32), static_cast<PartId>(entry & 0xffffffffU)};
}
inline std::uint64_t entry_of(PartId left, PartId right) { return (std::uint64_t{left} << 32) | right; }

/// A pair of names, under one name. Throws OutOfRoom.
inline PartId fold_pair(store::EntrySet& table, store::EntrySet::Writer& writer, std::uint64_t pair,
                        std::uint64_t hash) {
  const auto [position, result] = table.insert(pair, hash, writer);
  if (result == store::EntrySet::Result::full) throw OutOfRoom{};
  return position;
}
inline PartId fold_pair(store::EntrySet& table, store::EntrySet::Writer& writer, PartId left, PartId right) {
  const std::uint64_t pair = entry_of(left, right);
  return fold_pair(table, writer, pair, store::EntrySet::hash(pair));
}

/// Folds pairs for one worker, who keeps the names of pairs that it folded lately at hand.
class Folder {
 public:
  Folder(store::EntrySet& table, unsigned worker) : table_(table), writer_(table.writer(worker)) {}

  /// Throws OutOfRoom.
  PartId fold(std::uint64_t pair) {
    return recent_.at(pair, [&] { return fold_pair(table_, writer_, pair, store::EntrySet::hash(pair)); });
  }

  // The same in steps, for many pairs side by side: where a name is not at hand, prefetch() for all such pairs, then
  // prefetch_name() for all, then find().

  /// Null where it is not at hand.
  const PartId* name_at_hand(std::uint64_t pair) const { return recent_.find(pair); }
  void prefetch(std::uint64_t hash) const { table_.prefetch(hash); }
  void prefetch_name(std::uint64_t hash) const { table_.prefetch_entry(hash); }
  /// Has it at hand then. Throws OutOfRoom.
  void find(std::uint64_t pair, std::uint64_t hash) {
    recent_.put(pair, fold_pair(table_, writer_, pair, hash));
  }

 private:
  store::EntrySet& table_;
  store::EntrySet::Writer& writer_;
  store::Recent<PartId> recent_;
};

class Tree {
 public:
  static constexpr std::size_t most_leaves = 64;
  /// A world's tree: the leaves first, then the pairs, each behind what it is made of. The last pair, the root, is not
  /// among them.
  using Nodes = std::array<PartId, 2 * most_leaves - 2>;
  /// A bit for each leaf.
  using Leaves = std::uint64_t;
  /// A bit for each pair but the root.
  using Pairs = std::uint64_t;

  /// Of 2 to most_leaves leaves.
  Tree(std::size_t leaves, store::EntrySet::Sizes sizes, unsigned writers);

  std::size_t leaves() const { return leaves_; }
  /// How many of the leaves, from the first, are under the left of the root.
  std::size_t left_leaves() const { return left_of(leaves_); }
  /// How many entries of Nodes are in use.
  std::size_t node_count() const { return 2 * leaves_ - 2; }

  void unfold(Root root, Nodes& nodes) const;
  /// Many side by side, as each pair must be waited for; nodes_of(i) is where the nodes of the i-th go.
  template <class NodesOf>
  void unfold(std::span<const Root> roots, NodesOf nodes_of) const;
  /// Folds again what is above the leaves in `changed`. Throws OutOfRoom.
  Root refold(Nodes& nodes, Leaves changed, Folder& folder) const;
  Root fold(Nodes& nodes, Folder& folder) const;

  // Folding step by step (TreeBatch): what is to be folded again, a pair that is, and at last the root.

  Pairs pairs_above(Leaves changed) const {
    Pairs pairs = 0;
    for (; changed != 0; changed &= changed - 1)
      pairs |= pairs_above_[static_cast<std::size_t>(std::countr_zero(changed))];
    return pairs;
  }
  std::uint64_t pair(std::size_t pair, const PartId* nodes) const {
    const Halves halves = pairs_[pair];
    return entry_of(nodes[halves.left], nodes[halves.right]);
  }
  Root root(const PartId* nodes) const { return pair(pairs_.size() - 1, nodes); }

  store::EntrySet& table() { return table_; }
  const store::EntrySet& table() const { return table_; }

 private:
  /// Where in Nodes the halves of a pair are.
  struct Halves {
    std::uint8_t left, right;
  };
  static std::size_t left_of(std::size_t leaves) { return (leaves + 1) / 2; }
  std::uint8_t build(std::size_t first_leaf, std::size_t count);
  Root refold_pairs(Nodes& nodes, Pairs changed, Folder& folder) const;

  store::EntrySet table_;
  std::size_t leaves_;
  std::vector<Halves> pairs_;       ///< in the order of Nodes; the root last
  std::vector<Pairs> pairs_above_;  ///< by leaf
};

template <class NodesOf>
void Tree::unfold(std::span<const Root> roots, NodesOf nodes_of) const {
  for (std::size_t place = pairs_.size(); place-- > 0;) {
    const Halves halves = pairs_[place];
    const bool is_root = place == pairs_.size() - 1;
    for (std::size_t i = 0; i < roots.size(); ++i) {
      Nodes& nodes = nodes_of(i);
      const Pair pair = pair_of(is_root ? roots[i] : table_[nodes[leaves_ + place]]);
      nodes[halves.left] = pair.left;
      nodes[halves.right] = pair.right;
    }
  }
}

}  // namespace pessimist::world
