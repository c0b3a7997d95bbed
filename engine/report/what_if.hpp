#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "report/run.hpp"
#include "verdict/check.hpp"

namespace pessimist {

/// What becomes of a counterexample where one thing goes otherwise, and the rest as nearly as before as it can.
struct WhatIf {
  enum class Kind : std::uint8_t {
    fault,   ///< it does not go wrong
    race,    ///< a node does two things in the other order
    absent,  ///< a step does not happen from which the violation does not follow
  };
  Kind kind = Kind::fault;
  std::vector<std::size_t> steps;  ///< the one, or the two that change places; places in the trace, from 0
  bool violates = false;           ///< all the same
  std::string told;                ///< the whole, in a sentence
};

/// Found out by running it: faults in the order of the trace, then races, then steps that seem superfluous. The property
/// must be violated, by a trace.
std::vector<WhatIf> what_ifs(const Model& model, const Run& run, const PropertyResult& property);

}  // namespace pessimist
