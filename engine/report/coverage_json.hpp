#pragma once

#include <nlohmann/json.hpp>

#include "verdict/check.hpp"

namespace pessimist {

/// What never happened, and, where that was counted, what did.
nlohmann::ordered_json coverage_json(const Model& model, const CheckResult& result);

}  // namespace pessimist
