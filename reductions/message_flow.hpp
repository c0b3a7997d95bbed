#pragma once

// What may still be sent to whom, by value, from a world onward.
//
// Idea. Each node goes on alone (alone.hpp), from its present local state, with what lies in its inbox and what may still
// be sent to it; what it may send on the way may be sent to others; and so on until nothing new comes. Far less than the
// types of messages allow: a leader that has proposed sends no other proposal, and where a quorum has promised more,
// nobody can send what takes a quorum of promises.
//
// Why it is sound: as the closure is, of which this is a part. Every step that a run can take from the world has a local
// state that is reached here, and its messages are among those that are here.

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "reductions/alone_index.hpp"
#include "reductions/packet_sets.hpp"
#include "reductions/relevance.hpp"
#include "store/hash.hpp"
#include "store/shared_memo.hpp"
#include "world/expander.hpp"

namespace pessimist::reductions {

/// Where a node is, and what it may still meet.
struct Situation {
  NodeIndex node = 0;
  std::uint32_t local = Alone::none;  ///< by place
  PacketSets::Set packets = 0;  ///< by place among the node's: in its inbox, or still to come, and not dead
  FaultSet faults;              ///< for which there is budget left
  friend bool operator==(const Situation&, const Situation&) = default;
};
struct SituationHash {
  std::size_t operator()(const Situation& situation) const;
};

/// Private to a worker.
class MessageFlow {
  using Sends = std::vector<std::pair<NodeIndex, PacketSets::Set>>;
  struct Unit {
    std::uint32_t local = Alone::none;
    PacketSets::Set inbox = 0;
  };

 public:
  /// What workers tell each other. Safe for any number of threads.
  class Known {
   public:
    /// `relevance`: null where a message that changes nothing is still received.
    Known(const Alone& alone, const Relevance* relevance);
    /// Memory that it takes, about.
    std::size_t bytes() const { return bytes_.load(std::memory_order_relaxed) + sets_.bytes(); }

   private:
    friend class MessageFlow;
    PacketSets sets_;
    std::vector<std::vector<PacketSets::Set>> live_;  ///< by node and place: packets that are not dead there
    store::SharedMemo<std::uint64_t, Unit, store::WordHash> units_;
    store::SharedMemo<Situation, std::unique_ptr<const Sends>, SituationHash> sends_;
    std::atomic<std::size_t> bytes_ = 0;
  };

  /// `index`: of the closure `alone`.
  MessageFlow(world::System& system, const Alone& alone, const AloneIndex& index, Known& known)
      : system_(system), alone_(alone), index_(index), known_(&known) {}

  /// With other names for sets from now on.
  void go_over_to(Known& known) { known_ = &known; }

  /// Begins with a world. False if some node is where it does not come alone, beyond a bound: nothing is known then.
  bool enter(const world::UnfoldedWorld& world);

  const Situation& of(NodeIndex node) const { return situations_[node]; }
  /// Whether a packet, by number, lies in its receiver's inbox.
  bool is_there(std::uint32_t packet) const {
    return sets().contains(inboxes_[alone_.contents[packet].to], index_.place_of_packet(packet));
  }
  PacketSets::Set inbox(NodeIndex node) const { return inboxes_[node]; }
  /// Whether a node may ever take a step of its graph, from what it may meet.
  bool may_happen(const Situation& situation, const AloneIndex::Step& step) const;
  const PacketSets& sets() const { return known_->sets_; }

 private:
  const Unit& unit(NodeIndex node, world::PartId id, const world::Unit& content);
  /// All that a node may still send.
  const Sends& sends(const Situation& situation);
  Sends find_sends(const Situation& situation) const;

  world::System& system_;
  const Alone& alone_;
  const AloneIndex& index_;
  Known* known_;
  std::array<Situation, world::Tree::most_leaves> situations_;
  std::array<PacketSets::Set, world::Tree::most_leaves> inboxes_{};
};

}  // namespace pessimist::reductions
