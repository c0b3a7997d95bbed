#pragma once

#include <string>
#include <vector>

#include "naive/explorer.hpp"
#include "verdict/check.hpp"

namespace pessimist::naive {

/// Runs the engine on a model with one, two and four workers and tables that are tiny at first, and compares all that
/// it says with what the naive explorer found: counts, verdicts, lengths of traces. Traces are followed on the real
/// handlers, and must not depend on the number of workers. What differs, in words; empty if nothing does.
std::string differences(const Model& model, const NaiveOptions& options, const NaiveResult& expected);

/// The same with other numbers of workers.
std::string differences(const Model& model, const NaiveOptions& options, const NaiveResult& expected,
                        const std::vector<unsigned>& workers);

}  // namespace pessimist::naive
