#pragma once

#include <vector>

#include "verdict/check.hpp"

namespace pessimist {

/// The property as the specification declares it.
const PropertyInfo& info_of(const Model& model, const PropertyResult& property);

/// The nodes that a property is about in the last world of its trace: those that it names, or else all that it reads; every
/// node, where nothing can happen any more, or nothing is claimed.
std::vector<NodeIndex> nodes_at_end(const Model& model, const PropertyResult& property);

/// [step]: whether the violation (or the witness) follows from it: whether it is in the causal past of what the property
/// reads in the end. Where nothing is claimed, of all of them.
std::vector<bool> leads_to_end(const Model& model, Network network, const PropertyResult& property);

}  // namespace pessimist
