#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pessimist/model.hpp"
#include "store/entry_set.hpp"

namespace pessimist::search {

/// A world that a property hits, the one with the least content hash in the least layer that has one.
struct Finding {
  store::Position world = 0;
  unsigned depth = 0;
  std::uint64_t hash = 0;  ///< of its content
};

/// An event by which a world was reached.
struct PathStep {
  NodeIndex node = 0;
  Trigger trigger;
  std::vector<std::size_t> script;  ///< what its choices answered
};

/// From an initial world to a found one.
struct Path {
  std::vector<std::vector<std::size_t>> start_scripts;  ///< by node
  std::vector<PathStep> steps;
};

}  // namespace pessimist::search
