#pragma once

#include <string>

#include "verdict/check.hpp"

namespace pessimist {

/// The trace of a property as a log for ShiViz (Beschastnikh, Wang, Brun, Ernst: Debugging distributed systems, 2016), in the
/// form that its default parser reads: a line for the event, then a line with its host and its vector clock. What happens to
/// all nodes at once is an event of the host `network`. The property must have a trace.
std::string shiviz(const Model& model, Network network, const PropertyResult& property);

}  // namespace pessimist
