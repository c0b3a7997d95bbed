#include "world/tree.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "world/tree_batch.hpp"

namespace pessimist::world {
namespace {

using Leaves = std::vector<PartId>;

/// Folds and grows, as the search does between layers.
class Folding {
 public:
  explicit Folding(std::size_t leaves) : tree_(leaves, {1'000'000, 2}, 1), folder_(tree_.table(), 0) {}

  Root fold(const Leaves& leaves) {
    Tree::Nodes nodes{};
    std::copy(leaves.begin(), leaves.end(), nodes.begin());
    return until_done([&] { return tree_.fold(nodes, folder_); });
  }
  Root refold(Root root, const std::map<std::size_t, PartId>& changes) {
    return until_done([&] {
      auto [nodes, changed] = change(root, changes);
      return tree_.refold(nodes, changed, folder_);
    });
  }
  Leaves unfold(Root root) const {
    Tree::Nodes nodes{};
    tree_.unfold(root, nodes);
    return {nodes.begin(), nodes.begin() + static_cast<std::ptrdiff_t>(tree_.leaves())};
  }
  /// As refold() does, for each of some changes of a world, in one batch; `forgotten` more are added before each, and taken back.
  std::vector<Root> refold(Root root, const std::vector<std::map<std::size_t, PartId>>& all,
                           std::size_t forgotten) {
    while (true) {
      try {
        TreeBatch batch(tree_, folder_);
        const auto add = [&](const std::map<std::size_t, PartId>& changes) {
          auto [nodes, changed] = change(root, changes);
          batch.add(nodes, changed);
        };
        for (std::size_t i = 0; i < all.size(); ++i) {
          for (std::size_t more = 0; more < forgotten; ++more)
            add({{(i + more) % tree_.leaves(), 1000 + static_cast<PartId>(i)}});
          batch.shorten(i);
          add(all[i]);
        }
        batch.finish();
        RC_ASSERT(batch.size() == all.size());
        return batch.roots();
      } catch (const OutOfRoom&) {
        tree_.table().grow();
      }
    }
  }
  std::size_t pairs() const { return tree_.table().size(); }

 private:
  /// A world's nodes with other leaves, and which these are.
  std::pair<Tree::Nodes, Tree::Leaves> change(Root root, const std::map<std::size_t, PartId>& changes) const {
    std::pair<Tree::Nodes, Tree::Leaves> result{};
    tree_.unfold(root, result.first);
    for (const auto& [leaf, value] : changes) {
      result.first[leaf] = value;
      result.second |= Tree::Leaves{1} << leaf;
    }
    return result;
  }
  template <class Body>
  Root until_done(Body body) {
    while (true) {
      try {
        return body();
      } catch (const OutOfRoom&) {
        tree_.table().grow();
      }
    }
  }

  Tree tree_;
  Folder folder_;
};

rc::Gen<Leaves> leaves(std::size_t count) {
  return rc::gen::container<Leaves>(count,
                                    rc::gen::inRange<PartId>(0, 5));  // few values, so that parts recur
}

TEST_CASE("a folded world unfolds to itself, and equal worlds have equal roots", "[tree]") {
  CHECK(rc::check("fold, unfold", [] {
    const auto count = *rc::gen::inRange<std::size_t>(2, Tree::most_leaves + 1);
    Folding folding(count);
    std::map<Leaves, Root> roots;
    const auto worlds = *rc::gen::container<std::vector<Leaves>>(30, leaves(count));
    for (const Leaves& world : worlds) {
      const Root root = folding.fold(world);
      RC_ASSERT(folding.unfold(root) == world);
      const auto [known, is_new] = roots.try_emplace(world, root);
      RC_ASSERT(known->second == root);
    }
    for (const auto& one : roots) {
      const auto same = [&](const auto& other) { return other.second == one.second; };
      RC_ASSERT(std::count_if(roots.begin(), roots.end(), same) == 1);
    }
  }));
}

TEST_CASE("folding again above what changed is folding all", "[tree]") {
  CHECK(rc::check("refold", [] {
    const auto count = *rc::gen::inRange<std::size_t>(2, Tree::most_leaves + 1);
    Folding folding(count);
    Leaves world = *leaves(count);
    Root root = folding.fold(world);
    for (int step = 0; step < 20; ++step) {
      const auto drawn = *rc::gen::container<std::vector<std::pair<std::size_t, PartId>>>(
          rc::gen::pair(rc::gen::inRange<std::size_t>(0, count), rc::gen::inRange<PartId>(0, 100)));
      const std::map<std::size_t, PartId> changes(drawn.begin(), drawn.end());
      for (const auto& [leaf, value] : changes) world[leaf] = value;
      root = folding.refold(root, changes);
      RC_ASSERT(folding.unfold(root) == world);
      RC_ASSERT(root == folding.fold(world));
    }
  }));
}

TEST_CASE("worlds that are folded side by side are folded as each alone", "[tree]") {
  CHECK(rc::check("batch", [] {
    const auto count = *rc::gen::inRange<std::size_t>(2, Tree::most_leaves + 1);
    Folding folding(count);
    const Leaves world = *leaves(count);
    const Root root = folding.fold(world);
    const auto drawn = *rc::gen::container<std::vector<std::vector<std::pair<std::size_t, PartId>>>>(
        rc::gen::container<std::vector<std::pair<std::size_t, PartId>>>(
            rc::gen::pair(rc::gen::inRange<std::size_t>(0, count), rc::gen::inRange<PartId>(0, 100))));
    std::vector<std::map<std::size_t, PartId>> all;
    for (const auto& changes : drawn) all.emplace_back(changes.begin(), changes.end());
    const std::vector<Root> roots = folding.refold(root, all, *rc::gen::inRange<std::size_t>(0, 5));
    for (std::size_t i = 0; i < all.size(); ++i) {
      Leaves changed = world;
      for (const auto& [leaf, value] : all[i]) changed[leaf] = value;
      RC_ASSERT(folding.unfold(roots[i]) == changed);
      RC_ASSERT(roots[i] == folding.refold(root, all[i]));
    }
  }));
}

// The point of halving from the top: worlds that differ in one leaf only share all pairs but those above it.
TEST_CASE("a change of one leaf adds no more pairs than the tree is deep", "[tree]") {
  for (const std::size_t count : {2U, 3U, 10U, 33U, 64U}) {
    Folding folding(count);
    Leaves world(count, 0);
    const Root root = folding.fold(world);
    std::size_t depth = 0;
    while ((std::size_t{1} << depth) < count) ++depth;
    for (std::size_t leaf = 0; leaf < count; ++leaf) {
      const std::size_t before = folding.pairs();
      folding.refold(root, {{leaf, 1}});
      CHECK(folding.pairs() - before <= depth - 1);  // the last pair is the world, and in no table
    }
  }
}

}  // namespace
}  // namespace pessimist::world
