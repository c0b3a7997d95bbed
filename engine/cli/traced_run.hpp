#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "report/run.hpp"
#include "report/trace_file.hpp"
#include "verdict/check.hpp"

namespace pessimist::cli {

/// Runs `read` and puts the file, and the place in it, before what it complains of.
template <class Read>
auto of_file(const std::string& file, std::string_view place, Read read) {
  try {
    return read();
  } catch (const UsageError& error) {
    throw TraceFileError(fmt::format("{}: {}{}{}", file, place, place.empty() ? "" : ": ", error.what()));
  }
}

/// A trace file, and the run of which it is.
struct TracedRun {
  TraceFile file;
  std::unique_ptr<Model> model;
  CheckOptions options;
  Run run;
};

/// Throws TraceFileError, which names the file and the place in it, for what is no trace, or of no specification that this
/// program has.
TracedRun run_of_trace(const std::string& program, const std::string& path);

}  // namespace pessimist::cli
