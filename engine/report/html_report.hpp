#pragma once

#include <string>
#include <vector>

#include "report/run.hpp"
#include "verdict/check.hpp"

namespace pessimist {

/// A result as one page of HTML, for a browser: it holds all that it needs, and asks no network for anything. The verdicts and
/// how far they reach; for each of `traced` its chart, its steps to go through, the state of all nodes at each, and its
/// story. `result`: nothing for a trace that was replayed. Each of `traced` must have a trace.
std::string html_report(const Model& model, const Run& run, const CheckResult* result,
                        const std::vector<const PropertyResult*>& traced);

}  // namespace pessimist
