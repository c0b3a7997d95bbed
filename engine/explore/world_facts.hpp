#pragma once

#include <nlohmann/json.hpp>

#include "report/run.hpp"
#include "trace/walk.hpp"

namespace pessimist::explore {

// What the page shows of a world and of what can happen in it, as JSON.

/// A step: its node, its words, the faults that it is, and the types of the messages that it takes or sends.
nlohmann::ordered_json step_facts(const Model& model, Network network, const WorldView& before,
                                  const TraceStep& step);
/// All that can happen: step_facts() of each, in the order of Walk::survey(); and what it says of handlers that throw.
nlohmann::ordered_json event_facts(const Model& model, Network network, const Walk& walk);
/// The nodes, the messages that may arrive, and the budgets of faults; the nodes before the last step too.
nlohmann::ordered_json world_facts(const Model& model, const Run& run, const Walk& walk);
/// What each property says of the world, and why.
nlohmann::ordered_json property_facts(const Model& model, const Walk& walk);
/// The bounds that the world is outside of: a search does not go on from it.
nlohmann::ordered_json bounds_left(const Model& model, const Walk& walk);

}  // namespace pessimist::explore
