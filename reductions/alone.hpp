#pragma once

// Each node alone: what a node can ever do, whatever the others do.
//
// Idea. A node is a small machine. It is explored by itself, in every local state that it may get into if any message
// that anybody can send may arrive at any time, any number of times, in any order. That takes messages that only the
// exploration of other nodes shows, so all nodes go on until none finds anything new: the least fixpoint. It is tiny
// beside the product of the nodes, and over-approximates every run.
//
// An `act` that reads its inbox is asked about every set of messages that may lie there together: any from different
// senders; from one sender, only those that it can send in one life. Whether it can is asked of the sender's own graph: one
// is sent on the way to, or after, the other.
//
// Of nodes that can be exchanged, only one is explored (alone_orbits.hpp).
//
// Papers. Flanagan and Qadeer, "Thread-Modular Model Checking" (SPIN 2003); Malkis, Podelski and Rybalchenko,
// "Thread-Modular Verification is Cartesian Abstract Interpretation" (ICTAC 2006).
//
// Why it is sound. By induction on the length of a run: the local states of a world are in the closure, and so is every
// step that led there, as its trigger was a message that a step of the closure sent, or a set of such messages which the
// steps of one path of each sender's graph sent. Faults are allowed without end here; a run has budgets. A world outside a
// bound is not expanded, so neither is a local state that by itself puts every world outside.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "world/system.hpp"

namespace pessimist::reductions {

/// The closure, as graphs of local states. Filled by AloneExplorer; read-only then.
struct Alone {
  static constexpr std::uint32_t none = 0xffffffff;

  struct Edge {
    std::uint32_t from = none;  ///< local state, by place; none: the node's start
    std::uint32_t to = none;    ///< none: the handler breaks the rules here
    world::PartId trigger = 0;
    std::uint32_t packet = none;  ///< that is received, by number
    std::uint32_t act = none;     ///< which of the role's acts, for one that reads
    bool is_fault = false;
    std::vector<std::uint32_t> sends;  ///< packets by number, in canonical order

    bool is_broken() const { return to == none; }
  };
  struct Node {
    std::vector<world::PartId> locals;
    boost::unordered_flat_map<world::PartId, std::uint32_t> place_of;
    std::vector<bool> is_outside;  ///< of every bound about one node, by place: it has no edges
    std::vector<Edge> edges;
    std::vector<std::uint32_t> packets;  ///< that may be sent to it, by number
  };
  std::vector<Node> nodes;
  std::vector<world::PartId> packets;  ///< by number
  boost::unordered_flat_map<world::PartId, std::uint32_t> number_of;
  std::vector<Packet> contents;  ///< of packets, by number
  std::size_t steps = 0;         ///< that were looked at
};

/// Why there is no closure, in words for the user.
struct AloneFailure {
  std::string why;
};

class AloneOrbits;

class AloneExplorer {
 public:
  /// `budget`: of steps. `orbits`: which nodes are explored, and what follows for the others.
  AloneExplorer(world::System& system, std::size_t budget, const AloneOrbits& orbits);

  /// Throws AloneFailure. Throws SpecError if a `start` breaks the rules.
  Alone explore();

 private:
  /// What was tried of a local state.
  struct Tried {
    bool own = false;              ///< all that takes no message
    std::size_t receives = 0;      ///< of so many of the node's packets
    std::set<world::PartId> acts;  ///< triggers
  };

  void start(NodeIndex node);
  /// Tries what was not tried yet of a local state. False if there was nothing.
  bool advance(NodeIndex node, std::uint32_t local);
  /// Tries all acts that read the inbox. False if there was nothing new.
  bool act_on_inboxes(NodeIndex node);
  void hear_of_resets(NodeIndex node, std::uint32_t local);
  /// Tries a handler, also interrupted where that is allowed.
  void take_handler(NodeIndex node, std::uint32_t local, Trigger trigger, const Alone::Edge& edge);
  void take(NodeIndex node, std::uint32_t local, const Trigger& trigger, Alone::Edge edge);
  void add_edge(NodeIndex node, Alone::Edge edge, const world::LocalStep& step);
  std::uint32_t place(NodeIndex node, world::PartId local);
  /// A packet's number; those of its images are given then, too.
  std::uint32_t number(world::PartId packet);
  std::uint32_t add_packet(world::PartId packet);
  bool is_outside(NodeIndex node, world::PartId local) const;
  bool may_act(NodeIndex node, std::uint32_t local) const;
  [[noreturn]] void give_up() const;
  const RoleTriggers& role(NodeIndex node) const;

  /// For each two packets of one sender, whether one run of it may send both.
  void find_companions();
  bool go_together(std::uint32_t one, std::uint32_t other) const;
  /// The sets of packets of some types that may lie in a node's inbox together.
  std::vector<std::vector<std::uint32_t>> inboxes(NodeIndex node, const std::vector<unsigned>& types) const;

  world::System& system_;
  std::size_t budget_;
  const AloneOrbits& orbits_;
  std::vector<NodeIndex> explored_;
  Alone alone_;
  std::vector<std::vector<Tried>> tried_;  ///< by node, then by place
  std::set<std::pair<std::uint32_t, std::uint32_t>> companions_;
};

}  // namespace pessimist::reductions
