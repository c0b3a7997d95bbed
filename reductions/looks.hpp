#pragma once

#include <cstdint>
#include <vector>

#include "reductions/alone.hpp"
#include "reductions/question.hpp"

namespace pessimist::reductions {

/// For each local state, by node and place, a number: equal where all properties and bounds that are asked see the same.
/// Nodes have no numbers in common.
std::vector<std::vector<std::uint32_t>> looks_of(const world::System& system, const Alone& alone,
                                                 const Question& question);

}  // namespace pessimist::reductions
