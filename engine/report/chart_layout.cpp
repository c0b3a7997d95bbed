#include "report/chart_layout.hpp"

#include <algorithm>

#include "report/utf8.hpp"

namespace pessimist {

namespace {

constexpr int lanes_room = 600;  // that the lanes share while each gets no more, and no less, than this:
constexpr int least_pitch = 72;
constexpr int most_pitch = 180;
constexpr std::size_t longest_in_head = 18;  // columns
constexpr int head_line = 15;
constexpr int head_padding = 16;  // of both sides together
constexpr int row_height = 40;
constexpr std::size_t words_columns = 50;
constexpr int words_room = 420;  // for so many letters, even if bold and in a wide font (DejaVu Sans)

/// The columns of the longest word.
std::size_t longest_word(const std::string& name) {
  std::size_t longest = 0;
  for (std::size_t begin = 0; begin < name.size();) {
    const std::size_t end = std::min(name.find(' ', begin), name.size());
    longest = std::max(longest, columns(std::string_view(name).substr(begin, end - begin)));
    begin = end + 1;
  }
  return longest;
}

}  // namespace

ChartLayout layout_of(const Layout& nodes, const std::vector<std::string>& words) {
  ChartLayout layout;
  std::size_t longest = 0;
  for (NodeIndex node = 0; node < nodes.node_count(); ++node)
    longest = std::max(longest, longest_word(nodes.name(node)));
  longest = std::min(longest, longest_in_head);
  const int shared = lanes_room / std::max<int>(nodes.node_count(), 1);
  layout.pitch = std::max(std::clamp(shared, least_pitch, most_pitch),
                          static_cast<int>(longest) * ChartLayout::label_column + head_padding);
  const auto head_columns =
      static_cast<std::size_t>((layout.pitch - head_padding) / ChartLayout::label_column);
  std::size_t most_lines = 1;
  for (NodeIndex node = 0; node < nodes.node_count(); ++node) {
    layout.heads.push_back(wrapped(nodes.name(node), head_columns));
    most_lines = std::max(most_lines, layout.heads.back().size());
  }
  layout.head_height = static_cast<int>(most_lines) * head_line + head_padding;
  layout.words_x = layout.lanes_end() + ChartLayout::lane_margin;
  layout.width = layout.words_x + words_room;
  int top = layout.head_height + 4;
  for (const std::string& text : words) {
    std::vector<std::string> lines = wrapped(text, words_columns);
    const int needed = static_cast<int>(lines.size()) * ChartLayout::line_height + 14;
    layout.rows.push_back({top, std::max(row_height, needed), top + row_height / 2, std::move(lines)});
    top += layout.rows.back().height;
  }
  layout.height = top;
  return layout;
}

}  // namespace pessimist
