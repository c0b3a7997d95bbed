#pragma once

#include <string>
#include <vector>

#include "suite/judged.hpp"

namespace pessimist::suite {

/// A report in the Static Analysis Results Interchange Format (OASIS, SARIF 2.1.0), which editors and code scanning read: a
/// result for each violation and each broken specification that the contract does not expect, at the line to look at.
std::string sarif_json(const Contract& contract, const std::vector<Judged>& checks);

}  // namespace pessimist::suite
