#pragma once

#include <string>

#include "report/run.hpp"
#include "verdict/check.hpp"

namespace pessimist {

/// What never happened although it may be expected to: handlers that were never called, faults that were allowed and never
/// possible. A line for each kind; nothing for a run that did not visit every world, as it may happen beyond.
std::string never_in_words(const Model& model, const CheckResult& result);

/// A table: what happened, how often, and at which depth first. Empty where nobody counted.
std::string coverage_in_words(const Model& model, const CheckResult& result);

/// `acceptor: receive of Prepare`, `server: timer Retry`, `server: suspicion`
std::string handler_in_words(const Model& model, const Handler& handler);

}  // namespace pessimist
