#include "report/prose.hpp"

#include <algorithm>

#include "report/utf8.hpp"

namespace pessimist {

namespace {

constexpr std::size_t further = 2;
constexpr std::size_t least_room = 20;

std::string in_lines_if_long(std::string_view line, std::size_t width) {
  const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
  const bool is_whole = line.starts_with("Again: ") || indent + further + least_room > width;
  if (is_whole || columns(line) <= width) return std::string(line);
  std::string result;
  for (const std::string& part : wrapped(line.substr(indent), width - indent - further))
    result += (result.empty() ? std::string(indent, ' ') : "\n" + std::string(indent + further, ' ')) + part;
  return result;
}

}  // namespace

std::string in_lines(std::string_view text, std::size_t width) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    result += in_lines_if_long(text.substr(0, end), width);
    if (end < text.size()) result += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

}  // namespace pessimist
