#pragma once

#include <string>

#include "verdict/check.hpp"

namespace pessimist {

/// The trace of a property as a story, for a reader who knows the protocol and not this program: how it begins, a
/// numbered step for each event with all that it changed, and what is wrong (or was to be reached) in the end.
/// The property must have a trace.
std::string narrate(const Model& model, Network network, const PropertyResult& property);

/// Only the end of it, for a property whose trace was told already, as that of another property.
std::string narrate_ending(const Model& model, Network network, const PropertyResult& property,
                           const std::string& told);

}  // namespace pessimist
