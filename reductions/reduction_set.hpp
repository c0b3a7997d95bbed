#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pessimist {

/// Which reductions a run is to use, or does use.
struct ReductionSet {
  bool alone = false;     ///< messages that can no longer matter are left out
  bool classes = false;   ///< local states that nobody can tell apart are one
  bool symmetry = false;  ///< worlds that differ in who is who are one
  bool sleep = false;     ///< each world is generated about once
  bool stubborn = false;  ///< orders of steps that cannot matter are left out, and worlds with them

  friend bool operator==(const ReductionSet&, const ReductionSet&) = default;
};

/// The names of those in the set, in the order above.
std::vector<std::string> names_of(const ReductionSet& set);
/// The member that is wanted, by name; null if there is none.
bool* find_reduction(ReductionSet& set, std::string_view wanted);

}  // namespace pessimist
