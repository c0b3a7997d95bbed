#include "suite/file_content.hpp"

#include <fstream>
#include <ios>
#include <sstream>

namespace pessimist::suite {

std::optional<std::string> content_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream content;
  // What is empty sets failbit for want of a character to copy; a folder opens, but cannot be read.
  if (!stream || std::filesystem::is_directory(file)) return std::nullopt;
  content << stream.rdbuf();
  if (stream.bad() || content.bad()) return std::nullopt;
  return std::move(content).str();
}

}  // namespace pessimist::suite
