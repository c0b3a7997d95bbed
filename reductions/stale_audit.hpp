#pragma once

// A role's `stale` promises that a message does nothing now, and stays so. At every step that is taken for the first time
// it is looked into: receiving a stale message must change nothing and send nothing, and a message that is stale before a
// step, a crash or a restart must be stale afterwards. Which messages: all that were ever sent to the node, in this run or
// while it was explored alone, whether before the step or after it.

#include <mutex>
#include <set>
#include <utility>
#include <vector>

#include "reductions/staleness.hpp"

namespace pessimist::reductions {

class StaleAudit final : public world::StepAudit {
 public:
  StaleAudit(world::System& system, Staleness& staleness)
      : system_(system), staleness_(staleness), known_(system.nodes()) {}

  void look(NodeIndex node, world::PartId local, world::PartId trigger,
            const world::LocalSteps& steps) override;

 private:
  struct Known {
    std::set<world::PartId> packets;                          ///< that were sent to the node
    std::set<std::pair<world::PartId, world::PartId>> moves;  ///< its local states before and after a step
  };

  void require_nothing_received(NodeIndex node, world::PartId local, world::PartId trigger,
                                const world::LocalSteps& steps);
  void require_still_stale(NodeIndex node, world::PartId before, world::PartId after, world::PartId packet);

  world::System& system_;
  Staleness& staleness_;
  std::mutex mutex_;
  std::vector<Known> known_;  ///< by node
};

}  // namespace pessimist::reductions
