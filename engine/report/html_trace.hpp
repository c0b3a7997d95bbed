#pragma once

#include <string>

#include "report/run.hpp"
#include "verdict/check.hpp"

namespace pessimist {

/// The section of a page that shows one trace, as its number `number`: what it shows, how much that means, the chart, and the
/// story in words. `result`: nothing for a trace that was replayed.
std::string html_trace(const Model& model, const Run& run, const CheckResult* result,
                       const PropertyResult& property, std::size_t number);

}  // namespace pessimist
