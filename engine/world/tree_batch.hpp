#pragma once

#include <cstdint>
#include <vector>

#include "world/tree.hpp"

namespace pessimist::world {

/// Worlds of which some leaves have changed, folded side by side: while a pair of one comes in from memory, others go on.
class TreeBatch {
 public:
  TreeBatch(const Tree& tree, Folder& folder) : tree_(tree), folder_(folder), stride_(tree.node_count()) {}

  std::size_t size() const { return roots_.size(); }
  /// One more. Folds what is above the leaves in `changed` again, in place, as far as its pairs are at hand.
  void add(Tree::Nodes& nodes, Tree::Leaves changed) {
    if (const Tree::Pairs left = go_on(nodes.data(), tree_.pairs_above(changed)); left != 0) [[unlikely]]
      wait(nodes.data(), left);
    roots_.push_back(tree_.root(nodes.data()));
  }
  void shorten(std::size_t size);
  /// Folds the rest. Throws OutOfRoom.
  void finish();
  /// Of each world, when it is finished.
  const std::vector<Root>& roots() const { return roots_; }

 private:
  /// A world with a pair that is not at hand.
  struct Waiting {
    std::size_t world;
    Tree::Pairs left;  ///< that are to be folded, that one first
    std::uint64_t pair, hash;
  };

  /// Folds until all are folded, or one is not at hand. Returns which are left.
  Tree::Pairs go_on(PartId* nodes, Tree::Pairs left) {
    for (; left != 0; left &= left - 1) {
      const std::size_t place = first_of(left);
      const PartId* const name = folder_.name_at_hand(tree_.pair(place, nodes));
      if (name == nullptr) break;
      nodes[tree_.leaves() + place] = *name;
    }
    return left;
  }
  static std::size_t first_of(Tree::Pairs pairs) { return static_cast<std::size_t>(std::countr_zero(pairs)); }
  void wait(const PartId* nodes, Tree::Pairs left);
  void prefetch(Waiting& waiting, const PartId* nodes) const;

  const Tree& tree_;
  Folder& folder_;
  std::size_t stride_;
  std::vector<Root> roots_;
  std::vector<Waiting> waiting_;  ///< in the order of worlds
  std::vector<PartId> nodes_;     ///< of each that waits in turn
};

}  // namespace pessimist::world
