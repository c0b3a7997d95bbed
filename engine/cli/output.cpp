#include "cli/output.hpp"

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/paint.hpp"
#include "cli/terminal.hpp"
#include "report/prose.hpp"

namespace pessimist::cli {

namespace {
int first_error = 0;
}

void print(std::string_view text) {
  static const bool paints = is_painted();
  const std::string shown = paints ? painted(text) : std::string(text);
  if (std::fwrite(shown.data(), 1, shown.size(), stdout) != shown.size() && first_error == 0)
    first_error = errno;
}

void print_prose(std::string_view text) {
  print(::isatty(STDOUT_FILENO) == 1 ? in_lines(text, drawing_of_output().width) : std::string(text));
}

void complain(std::string_view text) {
  // In one piece, so that it stays whole where several processes share a log.
  const std::string line = fmt::format("pessimist: {}\n", text);
  std::fwrite(line.data(), 1, line.size(), stderr);
}

bool finish_output() {
  if (std::fflush(stdout) != 0 && first_error == 0) first_error = errno;
  if (first_error == 0) return true;
  complain(fmt::format("cannot write to standard output: {}", std::generic_category().message(first_error)));
  return false;
}

}  // namespace pessimist::cli
