#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pessimist/model.hpp"

namespace pessimist::search {

/// A hash of each field of a role's encoded value, in the order of declaration: the same on every run.
std::vector<std::uint64_t> field_hashes(const Model& model, unsigned role, const std::string& fields);

}  // namespace pessimist::search
