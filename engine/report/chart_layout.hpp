#pragma once

#include <string>
#include <vector>

#include "pessimist/layout.hpp"

namespace pessimist {

/// Where the parts of a sequence chart are, in CSS pixels: numbers to the left, a lane for each node, words to the right; a
/// row for each step.
struct ChartLayout {
  struct Row {
    int top = 0;
    int height = 0;
    int y = 0;  ///< of what happens, and of the first line of words
    std::vector<std::string> words;
  };

  int pitch = 0;                                ///< from lane to lane
  std::vector<std::vector<std::string>> heads;  ///< [node]: its name, in lines
  int head_height = 0;
  std::vector<Row> rows;
  int words_x = 0;
  int width = 0;
  int height = 0;  ///< without what may stand below the rows

  static constexpr int numbers = 44;      ///< the width of their column
  static constexpr int line_height = 17;  ///< of words
  static constexpr int label_column = 7;  ///< the width of a letter of a label
  static constexpr int lane_margin = 12;  ///< to the left of the first, to the right of the last

  int lane(NodeIndex node) const { return numbers + lane_margin + pitch / 2 + pitch * node; }
  /// The first and the last pixel of the lanes.
  int lanes_begin() const { return numbers + lane_margin; }
  int lanes_end() const { return lanes_begin() + pitch * static_cast<int>(heads.size()); }
};

/// Makes room for so many rows with these words beside them.
ChartLayout layout_of(const Layout& nodes, const std::vector<std::string>& words);

}  // namespace pessimist
