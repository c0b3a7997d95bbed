#pragma once

// Symmetry reduction rests on this: a world with names exchanged is represented by the same world, and its successors are
// the successors with the names exchanged. SymmetryAudit looks at steps by themselves; here whole worlds are looked at, as
// they are reduced and stored.

#include <set>
#include <vector>

#include "reductions/audit.hpp"
#include "reductions/symmetry_audit.hpp"
#include "reductions/symmetry_group.hpp"

namespace pessimist::reductions {

class PermutationAudit final : public Audit {
 public:
  /// `handlers`: asked on failure, whether it is the specification that is not symmetric.
  PermutationAudit(const SymmetryGroup& group, SymmetryAudit& handlers)
      : group_(group), generators_(group.generators()), handlers_(handlers) {}

  std::uint64_t look(world::Expander& expander, const world::UnfoldedWorld& world,
                     std::uint64_t seed) override;

 private:
  using Leaves = std::vector<world::PartId>;

  void compare(world::Expander& expander, const world::UnfoldedWorld& world, const Renaming& renaming);
  static world::UnfoldedWorld renamed(world::Expander& expander, const world::UnfoldedWorld& world,
                                      RenamedParts& exchanged);
  static Leaves representative(world::Expander& expander, world::Tree::Nodes nodes);
  static std::set<Leaves> successors(world::Expander& expander, const world::UnfoldedWorld& world);
  /// Throws SpecError if the handlers are to blame.
  void ask_handlers(world::System& system, const world::UnfoldedWorld& world, RenamedParts& exchanged);

  const SymmetryGroup& group_;
  std::vector<Renaming> generators_;
  SymmetryAudit& handlers_;
};

}  // namespace pessimist::reductions
