#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "store/entry_set.hpp"
#include "world/tree.hpp"

namespace pessimist::search {

/// A world that a property hits, the one with the least content hash in the least layer that has one.
struct Finding {
  store::Position world = 0;
  unsigned depth = 0;
  std::uint64_t hash = 0;  ///< of its content
};

/// What was found of a property, by the ledger of the world; where ledgers are not told apart, under 0.
using Findings = std::map<world::PartId, Finding>;

/// From an initial world to a found one: the leaves of each.
using Path = std::vector<world::Tree::Nodes>;

}  // namespace pessimist::search
