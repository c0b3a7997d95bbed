#pragma once

#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "report/run.hpp"
#include "verdict/check.hpp"

namespace pessimist {

/// Where the traces of properties were saved, by the property's name.
using SavedTraces = std::map<std::string, std::string>;

/// The result of a run for other programs. A property's `steps`, `faults` (fault events) and `trace` are those of its
/// counterexample or witness, null where it has none; `trace` is the file, null where none was written. `size`: from size_json, null where nobody looked.
nlohmann::ordered_json result_json(const Run& run, const CheckResult& result, const SavedTraces& saved,
                                   const nlohmann::ordered_json& size = nullptr);

}  // namespace pessimist
