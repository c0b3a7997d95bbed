#pragma once

#include <nlohmann/json.hpp>

#include "report/run.hpp"
#include "verdict/check.hpp"

namespace pessimist {

/// The trace of a property in the Informal Trace Format (Apalache, ADR 015). A state has: `nodes`, a map from a node's name
/// to a record of its fields and of whether it is `up`; `messages`, the set of those that lie in inboxes (on a network that
/// delivers each once: with how many of it); and `event`, what has just happened. The property must have a trace.
nlohmann::ordered_json itf_json(const Model& model, const Run& run, const PropertyResult& property);

}  // namespace pessimist
