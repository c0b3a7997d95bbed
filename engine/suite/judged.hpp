#pragma once

#include <string>
#include <vector>

#include "suite/contract.hpp"
#include "suite/judge.hpp"
#include "suite/outcome.hpp"

namespace pessimist::suite {

/// A check that was run, or remembered, and compared with what the contract says.
struct Judged {
  const Entry* entry = nullptr;
  std::string spec;
  std::string spec_file;  ///< its source, as it was called when it was compiled
  std::string command;    ///< that shows it
  Outcome outcome;
  std::vector<Drift> drifts{};
  bool is_from_cache = false;
};

/// `NAME: as expected (proved, 3,921 worlds)`, or everything that is not, and the command that shows it.
std::string in_words(const Judged& judged);

/// A line of a file.
struct Place {
  std::string file;  ///< relative to the working directory where it lies below it
  unsigned line = 1;
};

/// Where to look: of a violation, the handler that ran last before it, else where the property is declared; of a broken
/// specification, its source; of anything else, the contract.
Place place_of(const Contract& contract, const Judged& judged, const Drift& drift);

/// Null where the drift is not about a property.
const PropertyOutcome* property_of(const Judged& judged, const Drift& drift);

}  // namespace pessimist::suite
