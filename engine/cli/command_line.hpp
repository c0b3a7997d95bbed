#pragma once

namespace pessimist::cli {

/// Reads the command line and runs its command; returns the exit code. Throws UsageError, SpecError.
int run_command_line(int argc, const char* const* argv);

}  // namespace pessimist::cli
