#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "random/draw.hpp"

namespace pessimist::random {

/// How the nodes of a random protocol behave: as a table says or, where there is none, as a seed does.
struct Rules {
  std::uint64_t seed = 0;
  Traits traits;
  std::optional<Table> table{};
  friend auto operator<=>(const Rules&, const Rules&) = default;
};

inline Reaction react(const Rules& rules, const Situation& situation) {
  if (!rules.table) return draw(rules.seed, rules.traits, situation);
  const auto listed = rules.table->find(situation);
  return listed == rules.table->end() ? Reaction{} : listed->second;
}

}  // namespace pessimist::random
