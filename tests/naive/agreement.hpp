#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "naive/explorer.hpp"
#include "verdict/check.hpp"

namespace pessimist::naive {

/// How the engine is run for a comparison.
struct Comparison {
  std::vector<unsigned> workers{1, 2, 4};
  std::size_t alone_budget = CheckOptions{}.alone_budget;
};

/// Runs the engine on a model with several numbers of workers and tables that are tiny at first, and under every
/// combination of reductions, and compares all that it says with what the naive explorer found: counts, verdicts, lengths
/// of traces. Traces are followed on the real handlers, and must not depend on the number of workers. What differs, in
/// words; empty if nothing does.
std::string differences(const Model& model, const NaiveOptions& options, const NaiveResult& expected,
                        const Comparison& comparison = {});

}  // namespace pessimist::naive
