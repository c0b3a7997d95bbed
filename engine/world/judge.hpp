#pragma once

#include <optional>
#include <vector>

#include "world/predicate_memo.hpp"
#include "world/shared_units.hpp"
#include "world/system.hpp"

namespace pessimist::world {

/// Judges worlds by all properties and bounds. Private to a worker.
class Judge {
 public:
  /// By the properties that `units` has observations for.
  Judge(System& system, SharedUnits& units);

  std::vector<std::uint32_t> observe(NodeIndex node, PartId local, PartId inbox);

  /// Whether the world violates an `always`, is a witness of a `sometimes`, or is unfinished in the sense of a
  /// `no_deadlock`. `property` counts among those that are judged.
  bool hits(std::size_t property, Units units, std::optional<PartId> history) {
    return properties_[property].hits(units, history);
  }
  /// Whether the world lies outside some bound, and is not to be expanded.
  bool is_outside(Units units, std::optional<PartId> history);

  bool was_relevant(std::size_t property) const { return properties_[property].was_relevant(); }

 private:
  std::vector<PredicateMemo> properties_;
  std::vector<PredicateMemo> bounds_;
};

}  // namespace pessimist::world
