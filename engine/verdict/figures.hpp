#pragma once

#include "reductions/reducer.hpp"
#include "search/search.hpp"
#include "verdict/check.hpp"

namespace pessimist {

/// What a search came to, but for its properties.
void take_figures(const search::Summary& summary, const reductions::Reducer& reducer, const Limits& limits,
                  CheckResult& result);

}  // namespace pessimist
