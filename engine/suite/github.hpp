#pragma once

#include <string>
#include <vector>

#include "suite/judged.hpp"

namespace pessimist::suite {

/// Workflow commands of GitHub Actions ("Workflow commands", error), one for each thing that is not as the contract says.
std::string annotations(const Contract& contract, const Judged& judged);

/// A summary of the job in Markdown: a table, and the story of each violation that was not expected, with its diagram. Where
/// only some checks of a contract were run, only what is not as expected.
std::string job_summary(const Contract& contract, const std::vector<Judged>& checks);

}  // namespace pessimist::suite
