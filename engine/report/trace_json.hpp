#pragma once

#include <nlohmann/json.hpp>

#include "report/run.hpp"
#include "verdict/check.hpp"

namespace pessimist {

inline constexpr std::string_view trace_format = "pessimist-trace";
inline constexpr unsigned trace_version = 1;

/// A property's trace as a document for a reader and for replay: what replay needs is exact (bytes in hexadecimal, the
/// choices taken); the rest is readable and is compared with what replay gives. The property must have a trace.
nlohmann::ordered_json trace_json(const Model& model, const Run& run, const PropertyResult& property);

}  // namespace pessimist
