#pragma once

#include <filesystem>
#include <stdexcept>
#include <string_view>

namespace pessimist {

/// Thrown where a file cannot be written; says which, and why.
class WriteError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Writes the whole file or leaves what was there: under another name in the same folder first, then renamed. What is
/// no regular file (a pipe, /dev/stdout) is written to as it is. Throws WriteError.
void write_file(const std::filesystem::path& path, std::string_view content);

}  // namespace pessimist
