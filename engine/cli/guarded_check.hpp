#pragma once

#include <functional>

#include "cli/progress_printer.hpp"
#include "verdict/check.hpp"

namespace pessimist::cli {

/// Checks, and tells how far it has come. Whatever the specification does to end the run is a result: `broken`; but where a
/// handler crashes the process or exits, that is said on standard error and is the end of it. Where a handler
/// hangs there is no way back to the caller: `on_hang` is called with the result, from a thread of its own, and must not
/// return. Ctrl-C ends the run as unfinished.
CheckResult guarded_check(const Model& model, CheckOptions options, ProgressPrinter& progress,
                          const std::function<void(const CheckResult&)>& on_hang);

}  // namespace pessimist::cli
