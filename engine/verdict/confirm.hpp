#pragma once

#include "search/search.hpp"
#include "verdict/check.hpp"

namespace pessimist {

/// A trace to what was found, taken again on the real handlers by code that shares nothing with the search. `options`: with
/// the reductions that were at work. Throws SpecError, std::logic_error, std::bad_alloc.
PropertyResult confirm(const Model& model, const CheckOptions& options, search::Search& search,
                       const search::Finding& finding, const PropertyInfo& property);

}  // namespace pessimist
