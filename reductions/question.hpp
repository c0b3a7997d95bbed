#pragma once

#include <vector>

#include "reductions/alone.hpp"

namespace pessimist::reductions {

/// What is asked of a system, as far as it decides what may be left out.
struct Question {
  std::vector<const Predicate*> predicates;  ///< of the properties to be judged, and of all bounds
  bool looks_for_deadlocks = false;
  std::vector<bool> kept;  ///< by packet: must neither be left out of an inbox nor merged with another
  std::vector<bool> read;  ///< by packet: an act reads it
};

/// `properties`: those to be judged, by number.
Question question_of(const world::System& system, const Alone& alone,
                     const std::vector<std::size_t>& properties);

}  // namespace pessimist::reductions
