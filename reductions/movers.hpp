#pragma once

// Which triggers of a node may be taken before all else that can happen: left movers.
//
// Idea. Let T be some triggers of a node. Whatever can happen before one of T is taken, could it as well happen after it,
// and end in the same? Then T can be taken first. What happens at other nodes cannot tell, but for acts that read a message
// that T sends. What happens at the node itself is looked up in its graph: from its present local state, by all steps but
// those of T, with every message that lies in its inbox or may still come (message_flow.hpp). Acts of any node that read what
// T sends, the node's own among them, are asked by themselves (is_welcome). Where a step and one of T do
// not close, the step's trigger joins T, if it can be taken now; else what led there does; else T will not do.
//
// Papers. Lipton, "Reduction: A Method of Proving Properties of Parallel Programs" (CACM 1975), for movers; Valmari,
// "Stubborn Sets for Reduced State Space Generation" (LNCS 483, 1991), for the conditions that they serve, here called
//   D1: if steps outside T can be followed by one of T, that one can be taken first, and they follow, to the same end;
//   D2: if steps outside T can be taken, so can they after one of T, to the same end as if it were taken behind them.
// Bokor, Kinder, Serafini and Suri, "Efficient Model Checking of Fault-Tolerant Distributed Protocols" (DSN 2011) and
// "Supporting domain-specific state space reductions through local partial-order reduction" (ASE 2011), for asking this
// of one local state at a time.

#include <cstdint>
#include <memory>
#include <set>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "reductions/message_flow.hpp"
#include "reductions/partition.hpp"
#include "reductions/question.hpp"

namespace pessimist::reductions {

/// What movers are found from: the closure, and what is made of it. Shared by all workers.
struct MoverBasis {
  world::System& system;
  const Alone& alone;
  const Partition& partition;
  const Question& question;
  AloneIndex index;
  std::unique_ptr<const Relevance>
      relevance;  ///< null where a message that changes nothing is still received
  std::vector<std::vector<std::uint32_t>> looks;  ///< by node and place: what is seen of a local state
  std::vector<std::vector<std::uint32_t>> ranks;  ///< by node and place (progress_order.hpp)

  MoverBasis(world::System& of, const Alone& closure, const Partition& classes, const Question& asked);
};

/// Triggers of one node, no faults, that move left of all else that may happen there, that nobody sees, and one of which goes on.
struct Movers {
  std::vector<world::PartId> triggers;
  std::vector<std::uint32_t> read_sends;  ///< packets, by number, that acts of their receivers may read
  std::size_t steps = 0;                  ///< that they give in the unit
  std::size_t first = 0;                  ///< of these, by place there
};

/// Looks for movers in one situation of one node.
class MoverFinder {
 public:
  /// `unit`: the node's. `inbox`: what lies there now, of the flow's sets.
  MoverFinder(const MoverBasis& basis, const MessageFlow& flow, const Situation& situation,
              PacketSets::Set inbox, const world::Unit& unit);

  /// Those that grow from each trigger that can be taken; those of fewest steps first.
  std::vector<Movers> find();

 private:
  using Triggers = std::set<world::PartId>;

  bool grow(Triggers& triggers);
  bool join(Triggers& triggers, world::PartId trigger) const;
  bool is_fit(world::PartId trigger) const;
  bool goes_on(const Triggers& triggers) const;
  Movers describe(const Triggers& triggers) const;

  /// Whether nobody sees what a trigger does in a local state.
  bool is_unseen(std::uint32_t local, world::PartId trigger) const;
  bool is_unseen(const Alone::Edge& step) const;
  /// Whether a step and a trigger can be taken in either order.
  bool close(const Alone::Edge& step, world::PartId trigger) const;
  /// Whether a trigger leads on to a class and sends this, or does nothing where nothing is wanted.
  bool leads(std::uint32_t from, world::PartId trigger, const Alone::Edge& like, std::uint32_t to) const;
  bool meet_in_a_queue(const Alone::Edge& one, const Alone::Edge& other) const;
  bool is_event(const Alone::Edge& step) const;
  /// Whether a step's message lies in a queue behind what a trigger takes.
  bool waits_for(const Triggers& triggers, const Alone::Edge& step) const;

  const MoverBasis& basis_;
  const MessageFlow& flow_;
  const Situation situation_;
  PacketSets::Set inbox_;
  const world::Unit& unit_;
  Network network_;
  Triggers enabled_;  ///< that are no faults
  std::size_t looked_ = 0;
};

/// Whether what an act of a node may do, wherever it may come to, it may do as well with one message more in its inbox.
/// Where the closure has no act with that message, it never lies there with the others: the closure has every inbox that can
/// be, also across crashes, and messages that acts read are merged with no others. `packet`: by number.
bool is_welcome(const MoverBasis& basis, const MessageFlow& flow, const Situation& situation,
                std::uint32_t packet);

}  // namespace pessimist::reductions
