#pragma once

#include <vector>

#include "random/plan.hpp"

namespace pessimist::random {

/// The plan with fewer nodes, sends or faults, one less in each; the greatest steps first.
std::vector<Plan> with_less_around(const Plan& plan);

/// The plan with one line of its table made simpler, in every way.
std::vector<Plan> with_simpler(const Plan& plan, const Situation& situation);

}  // namespace pessimist::random
