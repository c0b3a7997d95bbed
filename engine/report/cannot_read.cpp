#include "report/cannot_read.hpp"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

namespace pessimist {

std::string cannot_read(const std::filesystem::path& path) {
  const int error = errno;
  std::error_code ignored;
  const bool is_folder = std::filesystem::is_directory(path, ignored);  // which may be opened, but not read
  return fmt::format("cannot read {}: {}", path.string(), std::strerror(is_folder ? EISDIR : error));
}

}  // namespace pessimist
