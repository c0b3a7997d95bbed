#pragma once

#include <cstdint>

#include "store/hash.hpp"
#include "world/expander.hpp"

namespace pessimist::reductions {

/// How much of something was looked at, and whether there was anything of the kind to look at.
struct AuditCount {
  std::uint64_t count = 0;
  bool at_work = false;
};

/// What an audited run looked at.
struct AuditCounts {
  AuditCount independent_pairs;  ///< of steps, taken in both orders
  AuditCount permuted_worlds;    ///< whose successors were compared
  AuditCount dead_messages;      ///< delivered after all
  AuditCount class_members;      ///< local states and messages, asked beside their representatives
  AuditCount stored_worlds;      ///< looked up again
};

/// Looks, in worlds sampled from a run, at one thing that reductions rest on (world_audit.hpp).
class Audit {
 public:
  Audit() = default;
  Audit(const Audit&) = delete;
  Audit& operator=(const Audit&) = delete;
  virtual ~Audit() = default;

  /// What is looked at in a world is chosen by `seed`. Returns how much it was. Throws SpecError where the specification
  /// is at fault, CheckerFault where pessimist is, OutOfRoom.
  virtual std::uint64_t look(world::Expander& expander, const world::UnfoldedWorld& world,
                             std::uint64_t seed) = 0;
};

/// One of so many, at the n-th turn of a seed.
inline std::size_t draw(std::uint64_t seed, std::uint64_t turn, std::size_t among) {
  return store::mix(seed + turn * store::golden_ratio) % among;
}

/// Asks a node again what it does when triggered. Throws SpecError if it answers otherwise than it did before: then the
/// specification is at fault, and not whoever relied on the first answer.
void require_same_answer(world::System& system, NodeIndex node, world::PartId local, world::PartId trigger);

/// `rm 2 receives Commit from tm, in state ResourceManager{state: working}`
std::string in_words(world::System& system, NodeIndex node, world::PartId local, world::PartId trigger);

}  // namespace pessimist::reductions
