#pragma once

#include <string>

#include "verdict/check.hpp"

namespace pessimist {

/// What is known of one property: `VIOLATED in 6 steps: two buyers have a ticket for the one seat`.
std::string verdict_in_words(const PropertyResult& property, const CheckResult& result);

}  // namespace pessimist
