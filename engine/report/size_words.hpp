#pragma once

#include <string>

#include "pessimist/model.hpp"
#include "verdict/check.hpp"

namespace pessimist {

/// For a person: what splits the worlds most, and what can be done about it. In full: every aspect, and what each node
/// came to; else the first few. Empty where nobody looked.
std::string size_in_words(const Model& model, const CheckResult& result, bool in_full);

}  // namespace pessimist
