#pragma once

// Stubborn sets: where some triggers of one node can be taken before all else, and nobody sees it, only they are taken.
//
// Idea. Of a world's steps only those of a stubborn set are followed. Here it is the steps by some triggers of one node that
// move left of everything that can happen without them (movers.hpp), by what may still be sent to whom from this very world
// (message_flow.hpp). Worlds in between are never visited. What is left out are orders of steps, so this is for safety: an
// `always`, a `sometimes`, a `no_deadlock`.
//
// Papers. Valmari, "Stubborn Sets for Reduced State Space Generation" (LNCS 483, 1991) and "Stubborn Set Methods for Process
// Algebras" (1997), for D1, D2 and visibility; Kurshan, Levin, Minea, Peled and Yenigün, "Static Partial Order Reduction"
// (TACAS 1998), for a proviso against ignoring that is decided ahead of the search.
//
// Why it is sound. Say that a run of n steps leads from a visited world w to a world x that a property hits. Then so does a
// run from w of visited worlds, to a world that looks the same to all properties and bounds.
//   If w is expanded in full, its first step leads to a visited world, from where n - 1 are left.
//   If the run has a step of w's set T, the first of them can be taken first (D1), and again n - 1 steps are left to x.
//   Else one step of T, the one which raises a rank (below), leads to a visited world, from where the rest of the run leads to
//   what a step of T makes of x, or to x (D2, which holds for whatever a trigger of T may come to): at most n steps, as some
//   may have become void, but no fault. Steps of T change nothing that is seen, here or there, so it looks like x. If x is a
//   deadlock, it is x itself: what a step of T would do there is nothing. For that, where deadlocks are looked for, a message
//   that is only sent again counts as seen (question.hpp), and a class shows whether a step stays in it (partition.hpp).
// The last case cannot go on for ever without one of the others: each time the ranks of the nodes' local states
// (progress_order.hpp) sum up to more, or the sum stays and a message less is on its way, and the run gets no longer. So no step
// is put off for ever, in any order of search and by any number of workers. In between, all worlds of the run look as before,
// so none lies outside a bound if none did. A handler that breaks the rules counts as a step that is seen, and must break
// them after a step of T as well. T has no faults, so it spends no budget that others share.
// Nothing is said of when a world is found: where a search ends at the first violation, it may be another than without, and a
// handler that breaks the rules may come first or not.
//
// With other reductions. With dead messages and classes, the steps are those of worlds in normal form: these are a system of
// their own, with the same verdicts. With symmetry, as the run can be renamed with the world, and ranks and looks are the same
// whoever is who (Emerson, Jha and Peled, "Combining Partial Order and Symmetry Reductions", TACAS 1997). Not with sleep sets,
// whose proof is one about shortest runs.
//
// Runs are not the shortest any more: verdict/check.cpp shortens them.

#include <atomic>
#include <memory>
#include <vector>

#include "reductions/movers.hpp"
#include "store/renewable.hpp"
#include "store/shared_memo.hpp"

namespace pessimist::reductions {

/// Private to a worker.
class StubbornSets {
  struct Key {
    Situation situation;
    world::PartId unit = 0;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };
  struct Arrival {
    Situation situation;
    std::uint32_t packet = 0;
    friend bool operator==(const Arrival&, const Arrival&) = default;
  };
  struct ArrivalHash {
    std::size_t operator()(const Arrival& arrival) const;
  };

  /// What workers tell each other. Safe for any number of threads.
  struct Known {
    static constexpr std::size_t most_bytes = std::size_t{128} << 20;

    explicit Known(const MoverBasis& basis) : flow(basis.alone, basis.relevance.get()) {}
    bool is_full() const { return bytes.load(std::memory_order_relaxed) + flow.bytes() > most_bytes; }

    MessageFlow::Known flow;
    store::SharedMemo<Key, std::unique_ptr<const std::vector<Movers>>, KeyHash> movers;
    store::SharedMemo<Arrival, bool, ArrivalHash> welcome;
    std::atomic<std::size_t> bytes = 0;  ///< of the latter two
  };

 public:
  /// What the workers of a search have in common. Safe for any number of threads.
  class Common {
   public:
    explicit Common(const MoverBasis& basis);

   private:
    friend class StubbornSets;
    const MoverBasis& basis_;
    store::Renewable<Known> known_;
  };

  /// `common` lives as long as this.
  explicit StubbornSets(Common& common);

  /// Begins with a world.
  void enter(const world::UnfoldedWorld& world);
  /// Whether a step of the world, by its place in its unit, is to be taken.
  bool contains(NodeIndex node, std::size_t step) const;

 private:
  const std::vector<Movers>& movers_of(NodeIndex node, world::PartId id, const world::Unit& unit);
  bool are_free(const Movers& movers);

  const MoverBasis& basis_;
  store::Renewable<Known>& shared_;
  store::Renewable<Known>::Hold known_;
  MessageFlow flow_;
  const world::UnfoldedWorld* world_ = nullptr;
  NodeIndex node_ = 0;
  const Movers* chosen_ = nullptr;  ///< of that node; null: everything is taken
};

}  // namespace pessimist::reductions
