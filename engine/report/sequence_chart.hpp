#pragma once

#include <string>

#include "verdict/check.hpp"

namespace pessimist {

/// The trace of a property as a message sequence chart (ITU-T Z.120 gave them their name), drawn in SVG: a lane for each
/// node, a row for each step. It stands alone, or within a page; there, what belongs to step N has the attribute
/// `data-step="N"`. The property must have a trace.
std::string sequence_chart(const Model& model, Network network, const PropertyResult& property);

}  // namespace pessimist
