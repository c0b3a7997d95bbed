#pragma once

#include <string>

#include "report/run.hpp"
#include "verdict/check.hpp"

namespace pessimist {

/// How far the verdicts of a run reach: what was visited, what was left out, and by what the search was reduced. A line for
/// each sentence.
std::string reach_in_words(const Model& model, const Run& run, const CheckResult& result);

}  // namespace pessimist
