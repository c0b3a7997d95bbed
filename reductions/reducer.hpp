#pragma once

#include <memory>
#include <string>
#include <vector>

#include "reductions/movers.hpp"
#include "reductions/orbit_canonicalizer.hpp"
#include "reductions/property_audit.hpp"
#include "reductions/reduction_set.hpp"
#include "reductions/stale_audit.hpp"
#include "reductions/stale_normal_form.hpp"
#include "reductions/symmetry_audit.hpp"
#include "reductions/symmetry_group.hpp"
#include "reductions/unit_normal_form.hpp"
#include "reductions/world_audit.hpp"
#include "world/system.hpp"

namespace pessimist::reductions {

/// Looks at a system before it is searched, and installs the reductions that are wanted there. Lives as long as the
/// search.
class Reducer {
 public:
  /// `properties`: those to be judged, by number. `alone_budget`: how many steps to spend on each node alone.
  Reducer(world::System& system, ReductionSet wanted, const std::vector<std::size_t>& properties,
          std::size_t alone_budget);

  /// What is at work, of what was wanted: symmetry only where something can be exchanged, and so on.
  const ReductionSet& at_work() const { return at_work_; }
  /// What is to look at worlds sampled from each layer; null: nothing.
  PropertyAudit* property_audit() const { return property_audit_.get(); }
  /// What stubborn sets are found from; null: they are not used.
  const MoverBasis* mover_basis() const { return mover_basis_.get(); }
  /// What is to look at worlds sampled from each layer in an audited run. Lives no longer than the reducer.
  WorldAudit world_audit() const;
  /// What the user should know of what is not, in sentences.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  /// Leaves out what is not sound for this system.
  void restrain(ReductionSet& wanted);
  void look_at_each_node_alone(ReductionSet wanted, const std::vector<std::size_t>& properties,
                               std::size_t budget);
  /// Where nodes could not be looked at alone: takes the word of roles that say which messages no longer matter.
  /// False where that is not sound.
  bool leave_out_stale_messages(const std::vector<std::size_t>& properties);

  world::System& system_;
  ReductionSet at_work_;
  std::vector<std::string> notes_;
  SymmetryGroup group_;
  std::unique_ptr<SymmetryAudit> symmetry_audit_;
  std::unique_ptr<PropertyAudit> property_audit_;
  Alone alone_;
  Question question_;
  std::unique_ptr<Partition> partition_;
  std::unique_ptr<Relevance> relevance_;
  std::unique_ptr<UnitNormalForm> normal_form_;
  std::unique_ptr<const MoverBasis> mover_basis_;
  std::unique_ptr<store::Renewable<CarrierViews::Known>> known_views_;
  std::unique_ptr<Staleness> staleness_;
  std::unique_ptr<StaleAudit> stale_audit_;
  std::unique_ptr<StaleNormalForm> stale_form_;
};

}  // namespace pessimist::reductions
