#pragma once

#include <vector>

#include "naive/explorer.hpp"
#include "naive/world.hpp"

namespace pessimist::naive {

struct Event {
  NodeIndex node = 0;
  Trigger trigger;
  friend bool operator==(const Event&, const Event&) = default;
};

/// Everything that may happen next, also what will turn out to change nothing.
std::vector<Event> events(const Model& model, const NaiveOptions& options, const World& world);

/// Whether an event happens to all nodes, so that it is one only if it changes some of them.
bool befalls_all(const Trigger& trigger);

/// The world behind an event. What its own node did is `outcome`; what befalls the others is found out here.
World applied(const Model& model, Network network, World world, const Event& event, const Outcome& outcome);

}  // namespace pessimist::naive
