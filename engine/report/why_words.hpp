#pragma once

#include <string>

#include "report/run.hpp"
#include "verdict/check.hpp"

namespace pessimist {

/// What a counterexample hangs on, found out by running it otherwise: a sentence for each fault, for each race whose other
/// order avoids the violation, and for each step that seems superfluous; one for all races that do not matter. Nothing for a
/// witness.
std::string why_in_words(const Model& model, const Run& run, const PropertyResult& property);

/// `Shortest: ...`: what is known of shorter runs, and of runs with fewer faults.
std::string minimality_in_words(const CheckResult& result, const PropertyResult& property);

}  // namespace pessimist
