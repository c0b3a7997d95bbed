#pragma once

#include <map>
#include <optional>
#include <string>

#include "pessimist/model.hpp"

namespace pessimist::world {

// What a run may ask of a model. Those that require throw UsageError, or SpecError where the model is at fault, saying what
// to declare.

void require_network(const Model& model, Network network);
void require_faults(const Model& model, Network network, const std::map<Fault, unsigned>& budgets);

/// Why a fault cannot befall a model on a network, with what to declare; nothing if it can.
std::optional<std::string> why_not(const Model& model, Network network, Fault fault);

/// Whether some role has a `suspect`, so that its nodes may notice who is down.
bool some_suspect(const Model& model);

}  // namespace pessimist::world
