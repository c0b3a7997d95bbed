#pragma once

#include <cstddef>
#include <vector>

#include "trace/dependence.hpp"

namespace pessimist {

/// The steps of a trace in the order in which it is best read: of all that differ from it only in the order of independent
/// steps, one in which the story changes from one lane to another as seldom as possible; of these, the first if compared
/// by the steps' places in the trace. `lanes`: of each step. On a long trace with much that is independent there are too
/// many beginnings to follow them all: then `most_work`, which is about the number that are looked at, bounds those of
/// each length, and those with the fewest changes are followed. Returns a permutation of the steps.
std::vector<std::size_t> readable_order(const Dependences& dependences, const std::vector<std::size_t>& lanes,
                                        std::size_t most_work = 400'000);

/// How often two steps that follow each other are of different lanes.
std::size_t switches(const std::vector<std::size_t>& order, const std::vector<std::size_t>& lanes);

}  // namespace pessimist
