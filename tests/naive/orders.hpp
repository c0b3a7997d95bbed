#pragma once

#include <string>

#include "naive/explorer.hpp"
#include "trace/trace.hpp"

namespace pessimist::naive {

/// Takes the steps of a trace in other orders, drawn from all that keep dependent steps as they are, and compares what comes of
/// it; also what the vector clocks of its steps say. What is wrong, in words; empty if nothing is.
std::string differences_in_other_orders(const Model& model, const NaiveOptions& options,
                                        const PropertyInfo& property, const Trace& trace);

}  // namespace pessimist::naive
