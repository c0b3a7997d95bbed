#pragma once

#include "cli/words.hpp"
#include "report/run.hpp"
#include "verdict/check.hpp"

namespace pessimist::cli {

/// Prints a result, with its traces, and writes the files that were asked for. Returns the exit code.
int report_check(const CheckWords& words, const Model& model, const Run& run, const CheckResult& result);

/// The same for a specification that cannot even be set up.
int report_broken_set_up(const CheckWords& words, const Run& run, const std::string& what);

}  // namespace pessimist::cli
