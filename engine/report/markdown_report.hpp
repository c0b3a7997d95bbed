#pragma once

#include <string>
#include <vector>

#include "report/run.hpp"
#include "verdict/check.hpp"

namespace pessimist {

/// A result as a comment on a pull request: the verdicts, how far they reach, and each of `traced` folded, with its story
/// and its diagram. `result`: nothing for a trace that was replayed. Each of `traced` must have a trace.
std::string markdown_report(const Model& model, const Run& run, const CheckResult* result,
                            const std::vector<const PropertyResult*>& traced);

}  // namespace pessimist
