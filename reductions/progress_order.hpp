#pragma once

#include <cstdint>
#include <vector>

#include "reductions/alone.hpp"
#include "reductions/partition.hpp"

namespace pessimist::reductions {

/// A rank for each local state, by node and place: equal for those of a class, and the same whoever is who. Along most
/// steps it rises: it counts first how many cycles of the node's graph lie behind, then how far from where one begins.
/// Any ranks would be sound where they are used (stubborn_sets.hpp).
std::vector<std::vector<std::uint32_t>> progress_order(const Alone& alone, const Partition& partition);

}  // namespace pessimist::reductions
