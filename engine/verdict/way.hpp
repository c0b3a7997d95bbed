#pragma once

#include <string>

#include "search/search.hpp"
#include "verdict/check.hpp"

namespace pessimist {

/// For the report of a fault: the events that lead to a world that was found, a line for each. Where pessimist is at
/// fault, the way may be one of the things that go wrong; then that is said instead.
std::string way_to(const Model& model, const CheckOptions& options, search::Search& search,
                   const search::Finding& world);

}  // namespace pessimist
