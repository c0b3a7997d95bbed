#pragma once

// What an author says of messages that no longer matter: `bool stale(const Message&) const` of a role. Where it is
// truthful (StaleAudit looks into that at every step), a stale message is dead (relevance.hpp), and need not be found to be
// so by exploring the node alone.

#include <mutex>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "reductions/symmetry_group.hpp"
#include "store/hash.hpp"
#include "world/system.hpp"

namespace pessimist::reductions {

/// Asks `stale`, once for each local state and packet. Safe for any number of threads.
class Staleness {
 public:
  /// `group`: what it must not tell apart.
  Staleness(world::System& system, const SymmetryGroup* group);

  /// Whether any role says anything.
  static bool is_said_by(const Model& model);

  /// Throws SpecError, which names the message and the state, where `stale` throws, changes its mind or tells apart names
  /// that may be exchanged.
  bool of(NodeIndex node, world::PartId local, world::PartId packet);
  /// The same, of a message that is to be left out: it will never be received, so what it would do is looked into here.
  /// Throws SpecError where it would do anything.
  bool allows_to_leave_out(NodeIndex node, world::PartId local, world::PartId packet);

  /// Throws SpecError, without saying at which step, where receiving a stale message did something.
  static void require_nothing(world::PartId local, const world::LocalSteps& steps);

 private:
  struct Key {
    std::uint64_t local_and_packet;
    NodeIndex node;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    using is_avalanching = void;
    std::size_t operator()(const Key& key) const {
      return store::mix(key.local_and_packet + key.node * store::golden_ratio);
    }
  };

  bool ask(NodeIndex node, const Local& local, const Packet& packet) const;
  bool ask_anyhow(NodeIndex node, const Local& local, const Packet& packet) const;

  world::System& system_;
  std::vector<Renaming> generators_;
  std::mutex mutex_;
  boost::unordered_flat_map<Key, bool, KeyHash> known_;
  boost::unordered_flat_map<Key, bool, KeyHash> received_;  ///< what was looked into
};

/// `Accept{ballot: 1} from leader 1, in state Acceptor{...}`
std::string in_words(const Model& model, NodeIndex node, const Local& local, const Packet& packet);

}  // namespace pessimist::reductions
