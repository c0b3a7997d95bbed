#pragma once

// Of nodes that can be exchanged, one is explored alone; the graphs of the others are its own with the names exchanged.
//
// Why it is sound. That is right if each step of the one is, exchanged, the other's step, and that is tried of every step:
// with the one and each other exchanged. The packets that may be sent are closed under exchanges, so that what the others
// send, who are not explored, is among them. Together with two more exchanges of each block (of its second and third name;
// and what generates the group, which SymmetryAudit looks at) the whole closure is equivariant: an exchange that moves the
// explored node is one that does not, behind the exchange with one other.

#include <memory>
#include <utility>
#include <vector>

#include "reductions/alone.hpp"
#include "reductions/symmetry_audit.hpp"
#include "reductions/symmetry_group.hpp"

namespace pessimist::reductions {

class AloneOrbits {
 public:
  /// Every node is explored.
  AloneOrbits() = default;
  AloneOrbits(world::System& system, const SymmetryGroup& group, SymmetryAudit& audit);

  bool is_explored(NodeIndex node) const { return explored_.empty() || explored_[node]; }
  /// Looks into a step of an explored node. Throws SpecError where another's would not be the same.
  void look(NodeIndex node, world::PartId local, world::PartId trigger, const world::LocalSteps& steps) const;
  /// The packet with names exchanged, in ways of which all others are composed.
  std::vector<world::PartId> images(world::PartId packet) const;
  /// Pairs of packets of an explored sender, as those that it may be exchanged with send them.
  void add_images(const Alone& alone, std::set<std::pair<std::uint32_t, std::uint32_t>>& pairs) const;
  /// Gives the nodes that were not explored their graphs.
  void fill(Alone& alone) const;

 private:
  struct Twin {
    NodeIndex explored, node;
    RenamedParts* exchanged;
  };
  RenamedParts* add(Renaming renaming);
  static std::uint32_t renamed(const Alone& alone, std::uint32_t packet, RenamedParts& exchanged);
  Alone::Node renamed(const Alone& alone, const Twin& twin) const;

  world::System* system_ = nullptr;
  SymmetryAudit* audit_ = nullptr;
  std::vector<std::unique_ptr<RenamedParts>> exchanges_;
  std::vector<RenamedParts*> generators_;
  std::vector<bool> explored_;
  std::vector<Twin> twins_;
  std::vector<std::vector<RenamedParts*>> looks_;  ///< by node: the exchanges to look at
};

}  // namespace pessimist::reductions
