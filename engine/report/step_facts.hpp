#pragma once

#include <vector>

#include "report/difference.hpp"
#include "trace/trace.hpp"

namespace pessimist {

struct Sending {
  Packet packet;
  bool again = false;  ///< it lay in the inbox already, and on this network that changes nothing
};

/// What a step did, in the order in which it is told.
struct StepFacts {
  std::vector<Change> changes;
  std::vector<ArmedTimer> disarmed;
  std::vector<ArmedTimer> armed;
  std::vector<Sending> sends;
};

StepFacts facts_of(const Model& model, Network network, const WorldView& before, const TraceStep& step);

/// The world in which no node has started yet.
WorldView before_starts(const Model& model);

/// How many faults happen on a trace.
unsigned faults_on(const Trace& trace);

}  // namespace pessimist
