#pragma once

#include <nlohmann/json.hpp>

#include "report/run.hpp"
#include "verdict/envelope.hpp"

namespace pessimist {

/// An envelope for other programs. Each `trace` is a document that `replay` takes.
nlohmann::ordered_json envelope_json(const Model& model, const Run& run, const Envelope& envelope);

}  // namespace pessimist
