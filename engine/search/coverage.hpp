#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "pessimist/model.hpp"

namespace pessimist {

/// A handler of a role, or something that befalls its nodes.
struct Handler {
  unsigned role = 0;
  Trigger::Kind kind = Trigger::Kind::start;
  unsigned number =
      0;  ///< receive, drop, duplicate: the message's type; act: which; timeout, resume: the timer's type
  friend auto operator<=>(const Handler&, const Handler&) = default;
};

Handler handler_of(const Model& model, NodeIndex node, const Trigger& trigger);

/// The handlers that can be called in a run with these budgets: those of roles that have nodes, and of faults only where
/// their budget allows some.
std::vector<Handler> handlers_in(const Model& model, const std::map<Fault, unsigned>& budgets);

/// What was seen to happen, each step of each world that was visited counted once.
struct Coverage {
  /// What a handler did, told by what it sent.
  struct Outcome {
    std::vector<unsigned> sends;  ///< message types, each once, ascending
    friend auto operator<=>(const Outcome&, const Outcome&) = default;
  };
  struct Count {
    std::uint64_t times = 0;
    unsigned first_depth = 0;  ///< of the world in which it could first happen
    void add(std::uint64_t more, unsigned depth) {
      first_depth = times == 0 ? depth : first_depth < depth ? first_depth : depth;
      times += more;
    }
  };
  std::map<Handler, std::map<Outcome, Count>> handlers;
  std::map<Fault, Count> faults;
};

}  // namespace pessimist
