#pragma once

#include <string>

#include "verdict/check.hpp"

namespace pessimist {

/// The trace of a property as a Mermaid sequence diagram (mermaid.js.org, "Sequence diagrams"), which GitHub draws in a
/// ```` ```mermaid ```` block. The property must have a trace.
std::string mermaid(const Model& model, Network network, const PropertyResult& property);

}  // namespace pessimist
