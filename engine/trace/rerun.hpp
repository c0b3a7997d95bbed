#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pessimist/fault.hpp"
#include "trace/recorded.hpp"
#include "trace/trace.hpp"

namespace pessimist {

/// A step of a trace, to be taken again, perhaps with less of what went wrong in it.
struct Attempt {
  std::size_t original = 0;  ///< its place in the trace, from 0
  RecordedStep step;
};

/// What came of attempts to take a trace's steps again.
struct Rerun {
  struct Step {
    Attempt attempt;
    bool is_possible = false;        ///< what sets it off was
    std::optional<TraceStep> taken;  ///< nothing: it was not possible, or would have changed nothing
    WorldView before;
  };
  std::vector<Step> steps;
  std::optional<std::size_t> violated;  ///< the property is, behind so many of these steps (taken or not)
  std::string broken{};                 ///< what the specification did that ended it, if that is how it ended
};

/// Goes from the trace's first world and makes one attempt after the other: each step is taken as nearly as it can be in the
/// world at hand (Walk::nearest), or left out. Judges the property in each world. Ends where a handler throws.
Rerun rerun(const Model& model, Network network, const std::map<Fault, unsigned>& budgets, const Trace& trace,
            const std::vector<Attempt>& attempts, const PropertyInfo& property);

}  // namespace pessimist
