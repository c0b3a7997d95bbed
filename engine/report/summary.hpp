#pragma once

#include <string>

#include "report/run.hpp"
#include "verdict/check.hpp"

namespace pessimist {

/// For a person: a line for each property, then how far the verdict reaches.
std::string summary(const Model& model, const Run& run, const CheckResult& result);

/// For scripts: `SPEC [params]: VERDICT  states=N transitions=N depth=N seconds=S bytes=N`, without a line break.
std::string last_line(const Run& run, const CheckResult& result);

}  // namespace pessimist
