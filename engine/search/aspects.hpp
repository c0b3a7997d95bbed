#pragma once

// What a leaf of a world's tree (a node's unit, the ledger, the history) contributes to a hash of the world that can be
// taken apart: it is a sum, of a term for each leaf, and that of a unit a sum again, of a term for each field, timer and
// so on. The hash of a world without one aspect is then the sum without that aspect's terms, and costs an addition, not a
// second walk over the world. Terms are mixed well before they are added, so that sums of 64 bits agree by chance only:
// among a million worlds with a chance of one in some forty millions. (Bellare and Micciancio, "A New Paradigm for
// Collision-free Hashing: Incrementality at Reduced Cost", EUROCRYPT 1997.)

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "search/size.hpp"
#include "world/system.hpp"

namespace pessimist::search {

/// What a leaf has of one aspect.
struct Share {
  std::uint32_t aspect = 0;  ///< by number
  std::uint64_t change = 0;  ///< of the world's hash, where the aspect is left out
  std::uint32_t packets = 0;
  std::vector<std::uint64_t> values;  ///< hashes of the aspect's values here
};

struct LeafShares {
  std::uint64_t hash = 0;              ///< what the leaf adds to the world's
  std::uint64_t local = 0, inbox = 0;  ///< of a unit: the parts of which `hash` is the sum
  std::vector<Share> shares;

  std::size_t bytes() const;
};

/// The aspects of a system's worlds, by number. Safe for any number of threads.
class Aspects {
 public:
  explicit Aspects(const world::System& system);

  const std::vector<Aspect>& list() const { return list_; }
  /// Of a leaf, by its place among the leaves and its name.
  LeafShares shares_of(std::size_t leaf, world::PartId id) const;

 private:
  void add_of_roles();
  std::optional<std::uint32_t> find(Aspect::Kind kind, unsigned role, unsigned number) const;
  void add_local(NodeIndex node, world::PartId id, LeafShares& shares) const;
  void add_packets(Aspect::Kind kind, std::uint64_t salt, const world::NetworkRules& rules,
                   const world::Packets& packets, LeafShares& shares) const;
  void add_faults(world::PartId ledger, LeafShares& shares) const;

  const world::System& system_;
  world::NetworkRules history_rules_;
  std::vector<Aspect> list_;
};

}  // namespace pessimist::search
