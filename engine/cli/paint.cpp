#include "cli/paint.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <regex>
#include <utility>

#include <unistd.h>

namespace pessimist::cli {

namespace {

/// What is looked for in a line, in this order, and in which colour it stands: its group.
const std::array<std::pair<std::regex, std::string>, 8>& colours() {
  static const std::array<std::pair<std::regex, std::string>, 8> all{{
      {std::regex(R"(^ *\d+\*? +(\S.*)$)"), "1"},
      {std::regex(R"(^((?:This|The trace of `.*` also) violates .*)$)"), "1;31"},
      {std::regex(R"(^(The specification is broken:))"), "1;31"},
      {std::regex(R"(  (VIOLATED)\b)"), "1;31"},
      {std::regex(R"(^\S.*  (holds vacuously|not decided)\b)"), "33"},
      {std::regex(R"(^\S.*  (holds|reached)\b)"), "32"},
      {std::regex(R"(\]: (violated|broken|unfinished)  states=)"), "1;31"},
      {std::regex(R"(\]: (proved)  states=)"), "1;32"},
  }};
  return all;
}

std::string painted_line(const std::string& line) {
  for (const auto& [pattern, colour] : colours()) {
    std::smatch match;
    if (!std::regex_search(line, match, pattern)) continue;
    const auto& part = match[1];
    return std::string(line.cbegin(), part.first) + "\x1b[" + colour + "m" + part.str() + "\x1b[0m" +
           std::string(part.second, line.cend());
  }
  return line;
}

}  // namespace

bool is_painted() {
  const char* const wish = std::getenv("NO_COLOR");
  const char* const kind = std::getenv("TERM");
  const bool is_refused = wish != nullptr && *wish != '\0';
  return !is_refused && ::isatty(STDOUT_FILENO) == 1 && kind != nullptr && std::string_view(kind) != "dumb";
}

std::string painted(std::string_view report) {
  std::string text;
  while (!report.empty()) {
    const std::size_t end = std::min(report.find('\n'), report.size());
    text += painted_line(std::string(report.substr(0, end)));
    if (end < report.size()) text += '\n';
    report.remove_prefix(std::min(end + 1, report.size()));
  }
  return text;
}

}  // namespace pessimist::cli
