#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "reductions/sleep_sets.hpp"
#include "reductions/stubborn_sets.hpp"
#include "search/antichains.hpp"
#include "search/awake_masks.hpp"
#include "search/finding.hpp"
#include "search/sample.hpp"
#include "store/entry_set.hpp"
#include "world/expander.hpp"
#include "world/glance.hpp"

namespace pessimist::search {

/// What all workers do with the worlds of the present layer.
struct LayerMode {
  std::atomic<bool> judge_only =
      false;                        ///< the successors are not wanted: the search will end with this layer
  bool is_last = false;             ///< the depth limit: one world beyond it is all that is looked for
  bool ends_at_violation = false;   ///< unless the search is to keep going
  std::size_t sample_size = 0;      ///< worlds to remember for the audit
  bool by_ledger = false;           ///< find the least ledgers that break each property
  Antichains antichains;            ///< by_ledger: of the worlds found so far
  std::vector<Antichain> breaking;  ///< by_ledger: for each property, those found so far
};

/// What one worker holds and counts. Everything in it is its own, cache lines included; the set of worlds is everybody's.
class alignas(128) Worker {
 public:
  /// `kinds`: of the properties, in their order.
  /// `awake`: where sleep sets are used, what is awake in each world, else null. `stubborn`: where stubborn sets are
  /// used, what workers tell each other of them, else null.
  Worker(world::System& system, world::SharedUnits& units, store::EntrySet& worlds, AwakeMasks* awake,
         reductions::StubbornSets::Common* stubborn, LayerMode& mode, unsigned number,
         std::vector<PropertyInfo::Kind> kinds);

  /// Judges and expands the worlds at these positions. Those that it could not finish, as a table was full, are in
  /// take_unfinished(). Throws SpecError.
  void process(store::EntrySet::Range block, unsigned depth);

  std::vector<store::Position> take_unfinished() { return std::exchange(unfinished_, {}); }

  /// The world that it judges or expands, or has done so last.
  store::Position at() const { return at_; }

  /// What a layer brought, by property; empties it.
  std::vector<Findings> take_findings();
  /// The property needs no more judging.
  void retire(std::size_t property) {
    retired_[property] = true;
    glance_.forget_sights();
  }

  /// Of the worlds that it processed in a layer; empties it.
  Sample take_sample() { return std::exchange(sample_, {}); }

  std::uint64_t transitions() const { return transitions_.load(std::memory_order_relaxed); }
  std::uint64_t cut() const { return cut_; }
  world::Expander& expander() { return expander_; }

 private:
  /// The successors of some worlds, on their way into the set.
  struct Batch {
    struct Successor {
      std::uint64_t hash;  ///< of its root, once `trees` are finished
      reductions::SleepSets::Mask awake;
    };
    std::vector<store::Position> parents;
    std::uint64_t cut = 0;
    std::uint64_t transitions = 0;
    std::vector<Successor> successors;
    world::TreeBatch trees;  ///< of the successors

    explicit Batch(world::TreeBatch none) : trees(std::move(none)) {}
    void clear();
  };
  /// So many successors are worth the way into memory.
  static constexpr std::size_t batch_size = 48;
  /// So many worlds are worth unfolding side by side.
  static constexpr std::size_t most_unfolded = 64;
  /// A world in which there may be something to see or to expand.
  struct Chosen {
    store::Position position;
    world::Glance::Sight sight;
  };

  void process_chosen(store::EntrySet::Range range, unsigned depth);
  void choose(store::EntrySet::Range range);
  void make(const Chosen& chosen, unsigned depth, Batch& batch);
  /// Judges the unfolded world and remembers what there was to see.
  world::Glance::Sight look(store::Position position, unsigned depth);
  /// Whether a world must be expanded, to have its successors or to know that it has none.
  bool is_to_be_expanded(store::Position position, bool stirs) const;
  /// Fills a batch with the successors of the unfolded world, of which is known whether something stirs there. Returns whether
  /// something can happen there but a crash.
  bool expand(store::Position position, bool stirs, Batch& batch);
  bool something_stirs() const;
  /// Whether something can happen there that the unfolded world's sleep set leaves to others, but a crash.
  bool goes_on_asleep();
  void fold(Batch& batch);
  void insert(Batch& batch);
  /// All of it is to be made again, when there is room.
  void put_off(Batch& batch);
  /// False if the set ran out of room in the middle: then all of the batch is to be made again.
  bool insert_successors(const Batch& batch);
  /// Judges the unfolded world by the properties of some kinds. Returns whether one is hit.
  template <class IsOfKind>
  bool judge(store::Position position, unsigned depth, IsOfKind is_of_kind);
  /// By ledger: whether a lesser ledger does what this one may, or nothing is left to be found with it.
  bool is_left_alone();
  /// The unfolded world's, where ledgers are told apart; else 0.
  world::PartId ledger();
  void record(std::size_t property, store::Position position, unsigned depth);

  store::EntrySet& worlds_;
  store::EntrySet::Writer& writer_;
  LayerMode& mode_;
  world::Expander expander_;
  world::Glance glance_;
  AwakeMasks* awake_;
  std::optional<reductions::SleepSets> sleep_;
  std::optional<reductions::StubbornSets> stubborn_;
  unsigned depth_ = 0;
  store::Position at_ = 0;
  std::vector<PropertyInfo::Kind> kinds_;
  std::vector<bool> retired_;
  bool looks_for_deadlocks_ = false;
  std::vector<Findings> findings_;
  std::vector<store::Position> unfinished_;
  Sample sample_;
  std::vector<Chosen> chosen_;
  std::vector<world::Root> roots_;  ///< of those chosen
  std::vector<world::UnfoldedWorld> unfolded_;
  world::UnfoldedWorld* world_ = nullptr;  ///< the one that is made or judged
  std::array<Batch, 2> batches_;
  Batch* filling_ = &batches_.front();
  Batch* waiting_ = &batches_.back();
  std::atomic<std::uint64_t> transitions_ = 0;  // written by the worker alone; read for progress by another
  std::uint64_t cut_ = 0;
};

}  // namespace pessimist::search
