#pragma once

#include <optional>
#include <string>
#include <vector>

#include "suite/contract.hpp"
#include "suite/outcome.hpp"

namespace pessimist::suite {

/// Something that is not as a contract says.
struct Drift {
  enum class Kind {
    violated,    ///< a property that was to hold
    holds,       ///< a property, or all, that was to be violated
    undecided,   ///< a property that was to be violated: the search ended before
    steps,       ///< more or fewer to a violation
    vacuous,     ///< a property that was to be about something
    states,      ///< more or fewer
    unfinished,  ///< the check, which was to be finished
    finished,    ///< the check, which was not to be
    broken,      ///< the specification
  };
  Kind kind = Kind::broken;
  std::string property;  ///< where it is about one
  std::string told;      ///< the old and the new figure, on one line
};

/// Everything that is not as the contract says.
std::vector<Drift> judge(const Expected& expected, const Outcome& outcome);

/// A word for programs.
std::string_view to_string(Drift::Kind kind);

}  // namespace pessimist::suite
