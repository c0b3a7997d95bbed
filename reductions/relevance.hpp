#pragma once

// Dead messages: a message that changes nothing when it is delivered, in the node's present local state and in every one
// that it may still get into, is left out of its inbox.
//
// Idea. In the graph of each node alone, a message is live where its delivery does something, or where an act that reads
// its type does something, and in every local state from which such a one is reached. Elsewhere it is dead, and stays so.
//
// Why it is sound on the `unreliable` network: worlds that differ in dead messages only have the same steps, to worlds
// that again differ in dead messages only: a strong bisimulation. A message that a property reads is never dead. Where it
// is asked whether nothing can happen any more, a step that only sends again what it has sent is no event, and what tells
// is whether the message lies in the inbox: such messages are never dead then.
//
// On `unordered` the delivery of a dead message is an event, that changes nothing but the inbox. Leaving it out shortens
// no run to anything but a deadlock: runs without these deliveries are runs. So it is done where no deadlock is looked
// for. On `fifo` it is not done: a dead message at the head of a queue holds up those behind it, and to leave it out
// shortens runs.

#include <vector>

#include <boost/dynamic_bitset.hpp>

#include "reductions/alone.hpp"
#include "reductions/partition.hpp"

namespace pessimist::reductions {

class Relevance {
 public:
  /// `partition`: local states that are one are taken as one.
  Relevance(const world::System& system, const Alone& alone, const Partition& partition,
            const Question& question);

  /// Whether a packet, by number, may still matter in a local state, by place.
  bool is_live(NodeIndex node, std::uint32_t local, std::uint32_t packet) const {
    return always_[packet] || live_[node][classes_[node][local]][place_[packet]];
  }

 private:
  /// Numbers the classes of a node's local states, and returns how many there are.
  std::uint32_t number_classes(NodeIndex node);
  void find_first(const world::System& system, NodeIndex node);
  void spread(NodeIndex node);

  const Alone& alone_;
  const Partition& partition_;
  std::vector<bool> always_;                                ///< by packet: never left out
  std::vector<std::uint32_t> place_;                        ///< of a packet among its receiver's
  std::vector<std::vector<std::uint32_t>> classes_;         ///< by node and place: a number
  std::vector<std::vector<boost::dynamic_bitset<>>> live_;  ///< by node, class, place of the packet
};

}  // namespace pessimist::reductions
