#include "report/chart_lanes.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "report/markup.hpp"

namespace pessimist {

namespace {

std::string_view lane_class(const Local& local) {
  if (!local.up) return "lane down";
  if (local.pending) return "lane still";
  return local.lies ? "lane liar" : "lane";
}

/// Calls `draw(what, from, to)` for each stretch of the chart on which `what_in(world)` stays the same. The first row shows the
/// initial world, each other that behind its step, and the last the end.
template <class WhatIn, class Draw>
void stretches(const Trace& trace, const ChartLayout& layout, WhatIn what_in, Draw draw) {
  int from = layout.head_height;
  auto what = what_in(trace.initial);
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    const auto now = what_in(trace.steps[i].after);
    if (now == what) continue;
    draw(what, from, layout.rows[i + 1].y);
    from = layout.rows[i + 1].y;
    what = now;
  }
  draw(what, from, layout.rows.back().y);
}

bool is_parted(const WorldView& world) {
  return std::any_of(world.locals.begin(), world.locals.end(),
                     [](const Local& local) { return !local.deaf_to.empty(); });
}

}  // namespace

std::string chart_heads(const Layout& nodes, const ChartLayout& layout) {
  constexpr int line_height = 15;
  std::string svg;
  for (NodeIndex node = 0; node < nodes.node_count(); ++node) {
    const auto& lines = layout.heads[node];
    fmt::format_to(std::back_inserter(svg), R"(<g class="head" data-node="{}"><title>{}</title>)", node,
                   markup(nodes.name(node)));
    fmt::format_to(std::back_inserter(svg), R"(<rect x="{}" y="1" width="{}" height="{}" rx="5"/>)",
                   layout.lane(node) - layout.pitch / 2 + 3, layout.pitch - 6, layout.head_height - 2);
    int y = (layout.head_height - line_height * static_cast<int>(lines.size())) / 2 + 11;
    for (const std::string& line : lines) {
      fmt::format_to(std::back_inserter(svg), R"(<text x="{}" y="{}">{}</text>)", layout.lane(node), y,
                     markup(line));
      y += line_height;
    }
    svg += "</g>\n";
  }
  return svg;
}

std::string chart_lanes(const Trace& trace, const ChartLayout& layout) {
  std::string svg;
  stretches(trace, layout, is_parted, [&](bool parted, int from, int to) {
    if (!parted) return;
    fmt::format_to(std::back_inserter(svg),
                   "<rect class=\"parted\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n",
                   layout.lanes_begin(), from, layout.lanes_end() - layout.lanes_begin(), to - from);
  });
  for (NodeIndex node = 0; node < layout.heads.size(); ++node) {
    const auto class_in = [&](const WorldView& world) { return lane_class(world.locals[node]); };
    stretches(trace, layout, class_in, [&](std::string_view look, int from, int to) {
      fmt::format_to(std::back_inserter(svg), "<path class=\"{}\" d=\"M{} {}V{}\"/>\n", look,
                     layout.lane(node), from, to);
    });
  }
  return svg;
}

}  // namespace pessimist
