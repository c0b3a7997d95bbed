#pragma once

#include <string>

#include "report/chart_layout.hpp"
#include "trace/trace.hpp"

namespace pessimist {

/// As elements of SVG: the nodes' names, each at the head of its lane.
std::string chart_heads(const Layout& nodes, const ChartLayout& layout);

/// As elements of SVG: the lanes, drawn otherwise while a node is down, stands still or lies; behind them, for how long some
/// do not hear others.
std::string chart_lanes(const Trace& trace, const ChartLayout& layout);

}  // namespace pessimist
