#pragma once

#include <string>

#include "naive/explorer.hpp"
#include "trace/trace.hpp"

namespace pessimist::naive {

/// Takes the steps of a trace on the real handlers, and judges the last world by the property. What is wrong with the
/// trace, in words; empty if nothing is.
std::string follow(const Model& model, const NaiveOptions& options, const PropertyInfo& property,
                   const Trace& trace);

/// Whether two traces are the same in every event and every world.
bool same(const Trace& one, const Trace& other);

}  // namespace pessimist::naive
