#pragma once

#include "verdict/check.hpp"

namespace pessimist {

/// Fewest faults first: explores all runs without a fault, then all with one at most, and so on. What is violated first is so
/// with the fewest faults, and of the runs with as many, the search has the shortest. With `keep_going`, that of each
/// property. What must sometimes be reached, and deadlocks, may be mended by a further fault: these are judged by the
/// last search alone, which allows all. It costs the searches with fewer faults besides the last one; they are the smaller ones.
CheckResult check_by_faults(const Model& model, const CheckOptions& options);

}  // namespace pessimist
