#pragma once

#include <optional>

#include "search/search.hpp"
#include "verdict/check.hpp"

namespace pessimist {

/// A trace to the world in which the specification broke, which claims nothing of a property. Its `why` says which handler
/// throws there; it is empty where what broke was found by comparing, or of a predicate. Nothing where no such trace is found: what breaks the
/// specification may also keep it from being run again. `options`: with the reductions that were at work.
std::optional<PropertyResult> way_to_break(const Model& model, const CheckOptions& options,
                                           search::Search& search, const search::Summary& summary);

}  // namespace pessimist
