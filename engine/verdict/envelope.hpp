#pragma once

#include <map>
#include <string>
#include <vector>

#include "verdict/check.hpp"

namespace pessimist {

/// How often each fault happens; none: never.
using FaultBudget = std::map<Fault, unsigned>;

/// What one property survives, among the budgets that were explored.
struct PropertyEnvelope {
  std::string name;
  struct Breaking {
    FaultBudget budget;
    PropertyResult found;  ///< with a shortest trace of those that use no more
  };
  std::vector<Breaking> breaking;      ///< every least budget that breaks it, if the run is complete
  std::vector<FaultBudget> surviving;  ///< every greatest budget under which it holds; only of a complete run
  bool vacuous = false;                ///< what it is about was never the case
};

struct Envelope {
  FaultBudget upto;
  std::vector<PropertyEnvelope>
      properties;   ///< those that must always hold: more faults never mend what fewer break
  CheckResult run;  ///< its verdict: proved where it is complete
};

/// Finds, in one search, which budgets up to `options.budgets` each property survives: which are the least that break it, and
/// the greatest that do not. Properties that something must sometimes be reached, or that nothing is stuck, are left out:
/// of them a greater budget may make true what a smaller one does not. Throws UsageError where that leaves none.
Envelope envelope(const Model& model, const CheckOptions& options);

/// The greatest budgets up to a limit that lie above none of the others.
std::vector<FaultBudget> greatest_beside(const std::vector<FaultBudget>& breaking, const FaultBudget& upto);

}  // namespace pessimist
