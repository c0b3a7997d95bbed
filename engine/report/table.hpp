#pragma once

#include <string>
#include <vector>

namespace pessimist {

/// Rows in columns as wide as they must be: the first to the left, the others to the right.
class Table {
 public:
  using Row = std::vector<std::string>;

  explicit Table(Row heading) : rows_{std::move(heading)} {}

  /// As many cells as the heading.
  void add(Row row) { rows_.push_back(std::move(row)); }
  /// A line for each row, indented; columns that are empty all the way down are left out.
  std::string text() const;

 private:
  std::vector<Row> rows_;
};

}  // namespace pessimist
