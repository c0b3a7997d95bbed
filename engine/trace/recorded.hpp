#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

#include "trace/trace.hpp"

namespace pessimist {

/// One event, to be found again among those that are possible.
struct RecordedStep {
  NodeIndex node = 0;
  Trigger trigger;
  std::vector<std::size_t> choices;  ///< what its `choose`s answered
};

/// What a trace file says happened, and what it claims.
struct RecordedTrace {
  std::vector<RecordedStep> starts;
  std::vector<RecordedStep> steps;
  std::string property;  ///< empty: it claims nothing
};

RecordedStep recorded(const TraceStep& step);
std::vector<RecordedStep> recorded(const std::vector<TraceStep>& steps);

/// [node]: what it chooses when it starts. Throws ReplayError where a node starts that does not exist.
std::vector<std::vector<std::size_t>> start_scripts(std::size_t nodes,
                                                    const std::vector<RecordedStep>& starts);

/// Thrown where a recorded trace does not fit the specification; says at which step and why.
class ReplayError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws: every step can be taken, but the world to which they lead does not show what the trace claims.
class ClaimError : public ReplayError {
  using ReplayError::ReplayError;
};

}  // namespace pessimist
