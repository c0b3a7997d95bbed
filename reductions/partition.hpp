#pragma once

// Local classes: local states of a node that nobody can tell apart are one, and so are messages that their receiver
// treats alike.
//
// Idea. Two local states are one if the properties that are asked see the same in them, and if they answer every trigger
// alike: with the same messages sent, to local states that are one. Two messages to a node are one if it answers them
// alike in every local state. The coarsest such partition is found by refinement: first, all that looks alike is one;
// then a block is split by what its members answer, until no answer tells members of a block apart.
//
// Papers. Graf and Steffen, "Compositional Minimization of Finite State Systems" (CAV 1990), for the idea; Paige and Tarjan
// (SIAM J. Comput. 1987) and Hopcroft (1971), for refinement that does not look again at the larger part of a split block;
// Jacobs and Wissmann, "Fast Coalgebraic Bisimilarity Minimization" (POPL 2023), for doing so with signatures: only members
// whose answers have changed are looked at again, so each is O(log n) times for each of its answers.
//
// Why it is sound. Worlds whose nodes' states, and whose inboxes' messages, are one in pairs have the same steps to worlds
// that are one in the same way, and look alike to every property and bound: a strong bisimulation, but for steps within a
// class that send nothing, and do not take a message out of an inbox. These change nothing that anybody sees, so no shortest
// run has one. Where it is asked whether nothing can happen any more, they are told apart from no step at all (Unit::stirs).

#include <cstdint>
#include <span>
#include <vector>

#include "reductions/alone.hpp"
#include "reductions/question.hpp"

namespace pessimist::reductions {

class Partition {
 public:
  /// Where nothing is one with anything else.
  Partition(const world::System& system, const Alone& alone, const Question& question);
  /// Merges all that is one.
  void refine();

  /// The block of a local state, by place; and of a packet, by number.
  std::uint32_t block(NodeIndex node, std::uint32_t local) const { return blocks_[first_[node] + local]; }
  std::uint32_t block_of_packet(std::uint32_t packet) const { return blocks_[locals_ + packet]; }
  /// The local states that are one with this, and it.
  std::vector<std::uint32_t> members(NodeIndex node, std::uint32_t local) const;
  /// The packets that are one with this, and it.
  const std::vector<std::uint32_t>& packets_like(std::uint32_t packet) const {
    return packet_members_[packet_class_[packet]];
  }

  /// The blocks of what a step sends: equal for steps whose sends nobody can tell apart.
  std::vector<std::uint32_t> blocks_of_sends(const Alone::Edge& edge) const;
  /// Whether a step does something that a class shows.
  bool is_event(NodeIndex node, const Alone::Edge& edge) const;
  /// Whether a step takes a message out of the inbox: that is something, even if it does nothing else.
  bool consumes(const Alone::Edge& edge) const;

 private:
  /// A local state, counted through all nodes, or a packet behind them.
  using Item = std::uint32_t;
  using Answer = std::vector<std::uint64_t>;

  struct Incidence {
    NodeIndex node;
    const Alone::Edge* edge;
  };

  void index();
  std::vector<Item> first_blocks();
  Answer answer(Item item) const;
  void append(const Incidence& incidence, bool of_packet, std::vector<Answer>& answers) const;
  template <class Visit>
  void for_each_dependent(Item item, Visit visit) const;
  void collect_members();

  const world::System& system_;
  const Alone& alone_;
  const Question& question_;
  std::vector<Item> first_;  ///< of each node's local states
  Item locals_ = 0;
  std::vector<std::uint32_t> blocks_;                    ///< by item
  std::vector<std::vector<Incidence>> out_, in_;         ///< of a local state, by item
  std::vector<std::vector<Incidence>> received_, sent_;  ///< of a packet, by number
  std::vector<std::vector<std::uint32_t>> local_members_, packet_members_;
  std::vector<std::uint32_t> local_class_, packet_class_;
};

}  // namespace pessimist::reductions
