#pragma once

#include "trace/recorded.hpp"
#include "verdict/check.hpp"

namespace pessimist {

/// Runs the recorded events on the real handlers, each only if it is possible there, and judges the last world by the
/// property: violated (or, for a `sometimes`, reached) as claimed, with the trace that came out.
/// A trace that claims nothing is only run; then `why` says what breaks the specification at its end, if anything does.
/// Throws ReplayError where an event is not possible or the property is not (in)validated at the end.
PropertyResult replay(const Model& model, const CheckOptions& options, const RecordedTrace& recorded);

}  // namespace pessimist
