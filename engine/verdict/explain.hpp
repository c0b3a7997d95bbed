#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "verdict/trace.hpp"

namespace pessimist {

/// What a predicate says of one world, and of which nodes it says it.
struct Explanation {
  std::string why;
  std::vector<NodeIndex> nodes;
};

/// Looks for what makes the predicate say `target` of a world: the first node, pair, or the whole. `sent`: every message
/// on the way there. Nothing if it says so of none.
std::optional<Explanation> explain(const Model& model, const Predicate& predicate, Judgement::Verdict target,
                                   const WorldView& world, const std::set<Packet>& sent);

}  // namespace pessimist
