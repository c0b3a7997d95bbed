#pragma once

// Symmetry reduction assumes that the protocol is equivariant: with names exchanged in a node's state and trigger, the
// node does the same with the names exchanged. The types make it likely (an Id has equality and nothing else), but a
// handler may still take the first of a set. So every step that is taken for the first time is taken again under
// permutations that generate the group. That is a test, not a proof: where a search takes steps of representatives only, an
// image by several of these permutations is looked at only if the search comes to it, or to one that is a permutation away.
//
// Ip and Dill, "Better Verification Through Symmetry", 1996, prove from the types alone that a Murphi program is
// equivariant; here C++ is too rich for a proof, so it is tested where the search goes.

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "reductions/renamed_parts.hpp"
#include "reductions/symmetry_group.hpp"
#include "world/system.hpp"

namespace pessimist::reductions {

class SymmetryAudit final : public world::StepAudit {
 public:
  SymmetryAudit(world::System& system, const SymmetryGroup& group);

  void look(NodeIndex node, world::PartId local, world::PartId trigger,
            const world::LocalSteps& steps) override;
  /// With names exchanged in this way.
  void look(NodeIndex node, world::PartId local, world::PartId trigger, const world::LocalSteps& steps,
            RenamedParts& exchanged);

  /// The first step that was not as it must be, and why.
  std::optional<std::string> failure() const;

 private:
  void require_symmetry(NodeIndex node, world::PartId local, world::PartId trigger,
                        const world::LocalSteps& steps, RenamedParts& exchanged) const;
  bool does_the_same(NodeIndex node, world::PartId local, world::PartId trigger,
                     const world::LocalSteps& steps, RenamedParts& exchanged) const;

  world::System& system_;
  std::vector<std::unique_ptr<RenamedParts>> generators_;
  mutable std::mutex mutex_;
  std::optional<std::string> failure_;
};

}  // namespace pessimist::reductions
