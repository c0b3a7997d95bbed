#pragma once

#include <cstdint>

#include "pessimist/renaming.hpp"
#include "store/hash.hpp"
#include "store/shared_memo.hpp"
#include "world/system.hpp"

namespace pessimist::reductions {

/// Parts of worlds as they are when names are exchanged in one way (world/renaming.hpp), each found out once: audits ask for the
/// same ones over and over. Safe for any number of threads.
class RenamedParts {
 public:
  RenamedParts(world::System& system, Renaming renaming) : system_(system), renaming_(std::move(renaming)) {}

  const Renaming& renaming() const { return renaming_; }

  /// A local state of a node, which becomes one of renaming()[node].
  world::PartId local(NodeIndex node, world::PartId local);
  world::PartId packet(world::PartId packet);
  world::PartId trigger(world::PartId trigger);

 private:
  using Known = store::SharedMemo<std::uint64_t, world::PartId, store::WordHash>;

  world::System& system_;
  Renaming renaming_;
  Known locals_, packets_, triggers_;
};

}  // namespace pessimist::reductions
