#pragma once

#include <string>

#include "verdict/check.hpp"

namespace pessimist {

/// Whether the trace is said to show something of a property; else it is a path that somebody took.
bool claims_something(const PropertyResult& property);

/// What the end of the trace is: ``violates `agreement`: two were chosen``; where nothing is claimed,
/// `is where the path ends`, or where the specification breaks.
std::string claim_in_words(const PropertyResult& property);

}  // namespace pessimist
