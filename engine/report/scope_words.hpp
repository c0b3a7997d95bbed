#pragma once

#include <map>
#include <string>

#include "pessimist/model.hpp"

namespace pessimist {

/// How far the specification itself lets things go wrong in a run with these budgets, in sentences: `Clocks were followed
/// for 6 ticks.`; empty where it says nothing of that.
std::string scope_in_words(const Model& model, const std::map<Fault, unsigned>& budgets);

}  // namespace pessimist
