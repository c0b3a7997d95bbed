#pragma once

#include <string>
#include <vector>

#include "trace/trace.hpp"

namespace pessimist {

/// What happens in a step: `voter 1 receives Ask{round: 1} from clerk, and crashes before it sends`.
std::string headline_of(const Model& model, const TraceStep& step);

/// What it did, a line for each thing: `promised: none -> 1`, `sends Vote{round: 1} to clerk`; that it did nothing, unless
/// the headline says as much.
std::vector<std::string> consequences_of(const Model& model, Network network, const WorldView& before,
                                         const TraceStep& step);

}  // namespace pessimist
