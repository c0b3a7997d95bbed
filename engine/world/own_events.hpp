#pragma once

#include <vector>

#include "pessimist/model.hpp"
#include "world/guards.hpp"
#include "world/system.hpp"

namespace pessimist::world {

/// Something that may happen at a node.
struct Event {
  Trigger trigger;
  Guards needs = guards::none;
  NodeIndex peer = 0;  ///< that they are about
};

/// All that may happen at a node in this state whatever lies in its inbox: what it does of its own accord, what befalls it,
/// and, at some node each, what befalls all. Faults in so far as the run allows them at all.
std::vector<Event> own_events(const System& system, NodeIndex node, const Local& local);

/// A handler that runs as a whole, and, where the run allows it, crashes or stands still within.
std::vector<Event> ways_to_run(const System& system, NodeIndex node, const Local& local, Event event);

/// Whether the node can receive, act and be reset.
inline bool is_at_work(const Local& local) { return local.up && !local.pending && !local.lies; }

}  // namespace pessimist::world
