#include "report/table.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace pessimist {

std::string Table::text() const {
  std::vector<std::size_t> widths(rows_.front().size(), 0);
  std::vector<bool> is_used(widths.size(), false);
  for (const Row& row : rows_) {
    for (std::size_t column = 0; column < row.size(); ++column) {
      widths[column] = std::max(widths[column], row[column].size());
      if (&row != &rows_.front() && !row[column].empty()) is_used[column] = true;
    }
  }
  std::string text;
  for (const Row& row : rows_) {
    std::string line = fmt::format("  {:{}}", row.front(), widths.front());
    for (std::size_t column = 1; column < row.size(); ++column) {
      if (is_used[column]) line += fmt::format("  {:>{}}", row[column], widths[column]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

}  // namespace pessimist
