#pragma once

#include <map>

#include "pessimist/model.hpp"

namespace pessimist::world {

// What a run may ask of a model. Each throws UsageError, or SpecError where the model is at fault, saying what to declare.

void require_network(const Model& model, Network network);
void require_faults(const Model& model, Network network, const std::map<Fault, unsigned>& budgets);

/// Whether some role has a `suspect`, so that its nodes may notice who is down.
bool some_suspect(const Model& model);

}  // namespace pessimist::world
