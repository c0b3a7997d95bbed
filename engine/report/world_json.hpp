#pragma once

#include <vector>

#include <nlohmann/json.hpp>

#include "trace/trace.hpp"

namespace pessimist {

// The parts of a world as they stand in documents for readers and pages.

nlohmann::ordered_json message_json(const Model& model, const Packet& packet);
nlohmann::ordered_json timers_json(const Model& model, const std::vector<ArmedTimer>& armed);
/// What a node is and holds: fields, timers, clock, and what keeps it from working.
nlohmann::ordered_json local_json(const Model& model, NodeIndex node, const Local& local);
/// [node]: the same, and its name.
nlohmann::ordered_json nodes_json(const Model& model, const WorldView& world);

}  // namespace pessimist
