#pragma once

#include <cstddef>
#include <vector>

#include "trace/trace.hpp"

namespace pessimist {

/// Where a trace shows a step: at its node, or, where it happens to all nodes at once, beside them.
/// In [0, nodes], the last for what happens to all.
std::size_t lane_of(const Model& model, const TraceStep& step);

/// How the steps of a trace hang together; each step by its place in the trace, from 0.
///
/// Two steps are independent if they are at different nodes and neither sees whether the other has happened. Runs that differ
/// only in the order of independent steps are one run to the nodes: each takes the same steps in the same states, and the
/// world is the same in the end (Mazurkiewicz, Trace theory, 1987).
struct Dependences {
  /// [step]: the steps from which something flows to it: the one before at its node, that which sent what it
  /// receives, reads or loses, that which took down the peer it suspects, that which befell its node with all others.
  /// This is "happened before" (Lamport, Time, clocks, and the ordering of events, 1978), without what follows from the rest.
  std::vector<std::vector<std::size_t>> causes;
  /// [step]: the steps, besides its causes, behind which it must stay although nothing flows: an act does not read what is
  /// sent behind it, time passes when nothing prompt is on its way, only so many nodes may be down at once.
  std::vector<std::vector<std::size_t>> behind;
};

Dependences dependences(const Model& model, Network network, const Trace& trace);

/// [step]: whether it is one of `steps`, or some of them follow from it.
std::vector<bool> causal_past(const Dependences& dependences, const std::vector<std::size_t>& steps);

/// [step][lane]: how many steps of the lane the step follows from, itself among them (Mattern, Virtual time and global states
/// of distributed systems, 1989).
std::vector<std::vector<std::size_t>> vector_clocks(const Model& model, const Trace& trace,
                                                    const Dependences& dependences);

}  // namespace pessimist
