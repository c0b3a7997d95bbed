#pragma once

#include <filesystem>
#include <string>

namespace pessimist {

/// `cannot read x.json: No such file or directory`, right after it could not be: asks errno.
std::string cannot_read(const std::filesystem::path& path);

}  // namespace pessimist
