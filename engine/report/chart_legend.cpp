#include "report/chart_legend.hpp"

#include <array>
#include <iterator>

#include <fmt/format.h>

#include "report/chart_mark.hpp"
#include "report/utf8.hpp"

namespace pessimist {

namespace {

class Writer {
 public:
  Writer(int width, int top) : width_(width), y_(top) {}

  /// `sign`: elements of SVG around (0, 0), as wide as given.
  void add(std::string_view sign, int sign_width, std::string_view words) {
    constexpr int gap = 8;
    const int needed = sign_width + gap + static_cast<int>(columns(words)) * 11 / 2 + 2 * gap;
    if (x_ > first && x_ + needed > width_) {
      x_ = first;
      y_ += line_height;
    }
    fmt::format_to(std::back_inserter(legend_.svg),
                   "<g transform=\"translate({} {})\">{}</g><text x=\"{}\" y=\"{}\">{}</text>\n",
                   x_ + sign_width / 2, y_, sign, x_ + sign_width + gap, y_ + 4, words);
    x_ += needed;
  }

  ChartLegend finish() && {
    legend_.bottom = y_ + line_height;
    return std::move(legend_);
  }

 private:
  static constexpr int first = 14;
  static constexpr int line_height = 22;
  int width_;
  int x_ = first;
  int y_;
  ChartLegend legend_;
};

/// A sign that is no mark at a node.
struct Line {
  std::string_view look;  // a class, as it stands in the drawing
  std::string_view sign;
  int width;
  std::string_view means;
};
constexpr std::array lines{
    Line{"class=\"message\"",
         "<path class=\"message\" d=\"M-14 0H8\"/><path class=\"tip\" d=\"M14 0l-8-4v8z\"/>", 30,
         "from where it is sent to where it is received"},
    Line{"class=\"message again\"", "<path class=\"message again\" d=\"M-14 0H14\"/>", 30,
         "received once more"},
    Line{"class=\"message stub\"",
         "<path class=\"message stub\" d=\"M-10-5L10 4\"/><path class=\"stub-tip\" d=\"M4 3l6 1l-3-5\"/>", 24,
         "not received in this run"},
    Line{"class=\"lane down\"", "<path class=\"lane down\" d=\"M0-9V9\"/>", 8, "is down"},
    Line{"class=\"lane still\"", "<path class=\"lane still\" d=\"M0-9V9\"/>", 8, "stands still"},
    Line{"class=\"lane liar\"", "<path class=\"lane liar\" d=\"M0-9V9\"/>", 8, "may lie"},
    Line{"class=\"parted\"", "<rect class=\"parted\" x=\"-11\" y=\"-7\" width=\"22\" height=\"14\"/>", 24,
         "some do not hear others"},
    Line{" aside\"", "<text class=\"number aside\" x=\"6\" y=\"4\">7</text>", 14,
         "pale: what the end does not follow from"},
};

}  // namespace

ChartLegend chart_legend(std::string_view drawing, int width, int top) {
  Writer writer(width, top);
  for (const ChartMark& mark : marks::all) {
    if (drawing.find(fmt::format("class=\"mark {}\"", mark.name)) != std::string_view::npos)
      writer.add(mark_at(mark, 0, 0), 16, mark.means);
  }
  for (const Line& line : lines) {
    if (drawing.find(line.look) != std::string_view::npos) writer.add(line.sign, line.width, line.means);
  }
  return std::move(writer).finish();
}

}  // namespace pessimist
