#include "cli/help_formatter.hpp"

#include <algorithm>

#include "cli/terminal.hpp"
#include "report/quantity_words.hpp"
#include "report/utf8.hpp"

namespace pessimist::cli {

namespace {

constexpr std::size_t names_width = 34;
constexpr std::size_t least_width = 30;  // of descriptions, on however narrow a terminal

}  // namespace

HelpFormatter::HelpFormatter() { column_width(names_width); }

std::string HelpFormatter::make_option_desc(const CLI::Option* option) const {
  const std::size_t width = drawing_of_output().width;
  const std::size_t room = std::max(width, names_width + least_width) - names_width;
  return joined(wrapped(option->get_description(), room), "\n");
}

}  // namespace pessimist::cli
