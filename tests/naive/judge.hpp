#pragma once

#include <set>
#include <vector>

#include "naive/world.hpp"
#include "pessimist/model.hpp"

namespace pessimist::naive {

/// What a predicate says of a world: of each node, of each ordered pair of different nodes, or of the whole.
std::vector<Judgement> judgements(const Model& model, Network network, const Predicate& predicate,
                                  const World& world);

/// Whether one of them is this.
bool some(const std::vector<Judgement>& judgements, Judgement::Verdict verdict);

/// The message types that properties and bounds read.
std::set<unsigned> types_read(const Model& model);

}  // namespace pessimist::naive
