#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "verdict/check.hpp"

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
  std::string property;
};

/// Thrown where a recorded trace does not fit the specification; says at which step and why.
class ReplayError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws: every step can be taken, but the world to which they lead does not show what the trace claims.
class ClaimError : public ReplayError {
  using ReplayError::ReplayError;
};

/// Runs the recorded events on the real handlers, each only if it is possible there, and judges the last world by the
/// property: violated (or, for a `sometimes`, reached) as claimed, with the trace that came out.
/// Throws ReplayError where an event is not possible or the property is not (in)validated at the end.
PropertyResult replay(const Model& model, const CheckOptions& options, const RecordedTrace& recorded);

}  // namespace pessimist
