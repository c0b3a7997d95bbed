#pragma once

#include <optional>

#include <nlohmann/json.hpp>

#include "pessimist/model.hpp"
#include "search/size.hpp"

namespace pessimist {

/// What splits the worlds, for other programs; null for nothing. Lists by depth begin at depth 0. `mean_in_world` and
/// `most_in_world` are of messages, else null; `role` is of what a role has, else null.
nlohmann::ordered_json size_json(const Model& model, const std::optional<Size>& size);

}  // namespace pessimist
