#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "pessimist/model.hpp"

namespace pessimist {

/// A world, written out.
struct WorldView {
  std::vector<Local> locals;  ///< by node
  std::vector<std::vector<Packet>>
      inboxes;  ///< by node: sorted, but in order of arrival per sender where links are fifo
  std::map<Fault, unsigned> faults_used;  ///< those that were used at all
  friend bool operator==(const WorldView&, const WorldView&) = default;
};

/// One event of a trace: a node took a step.
struct TraceStep {
  NodeIndex node = 0;
  Trigger trigger;
  Outcome outcome;  ///< with the choices that were taken
  WorldView after;
  friend bool operator==(const TraceStep&, const TraceStep&) = default;
};

/// A shortest way to a world, as events. Replaying it is the only evidence.
struct Trace {
  std::vector<TraceStep> starts;  ///< the node's `start`s, which have happened in the initial world; no steps
  WorldView initial;
  std::vector<TraceStep> steps;

  friend bool operator==(const Trace&, const Trace&) = default;

  const WorldView& last() const { return steps.empty() ? initial : steps.back().after; }
};

}  // namespace pessimist
