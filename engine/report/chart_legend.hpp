#pragma once

#include <string>
#include <string_view>

namespace pessimist {

/// What the signs of a chart mean.
struct ChartLegend {
  std::string svg;
  int bottom = 0;  ///< where it ends
};

/// A legend of the signs that are found in a drawing, within a width, below a height.
ChartLegend chart_legend(std::string_view drawing, int width, int top);

}  // namespace pessimist
