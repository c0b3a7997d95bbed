#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "trace/trace.hpp"

namespace pessimist {

/// A value that a predicate read: of a node, or a message.
struct ValueRead {
  NodeIndex node = 0;             ///< of a message: its sender
  std::optional<NodeIndex> to{};  ///< of a message
  Value value;
  friend bool operator==(const ValueRead&, const ValueRead&) = default;
};

/// What a predicate says of one world, of which nodes it says it, and what it read of them.
struct Explanation {
  std::string why;
  std::vector<NodeIndex> nodes;
  std::vector<ValueRead> read;  ///< of these nodes; where it names none, all that it read
};

/// Looks for what makes the predicate say `target` of a world: the first node, pair, or the whole. `sent`: every message
/// on the way there. Nothing if it says so of none.
std::optional<Explanation> explain(const Model& model, const Predicate& predicate, Judgement::Verdict target,
                                   const WorldView& world, const std::set<Packet>& sent);

}  // namespace pessimist
