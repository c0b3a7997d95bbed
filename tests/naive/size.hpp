#pragma once

#include "naive/explorer.hpp"
#include "search/size.hpp"

namespace pessimist::naive {

/// Explores the model and counts from the definition what `found` says that the engine counted: prints every world again
/// for each aspect, without it. What differs, in words; empty if nothing does. `found` must be exact and of all worlds.
std::string differences(const Model& model, const NaiveOptions& options, const Size& found);

}  // namespace pessimist::naive
