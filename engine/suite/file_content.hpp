#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace pessimist::suite {

/// All of a file; nothing where it cannot be read.
std::optional<std::string> content_of(const std::filesystem::path& file);

}  // namespace pessimist::suite
