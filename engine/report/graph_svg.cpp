#include "report/graph_svg.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "report/graph_dot.hpp"
#include "report/markup.hpp"
#include "report/step_words.hpp"

namespace pessimist {

namespace {

constexpr double between_columns = 64;
constexpr double between_rows = 72;
constexpr double radius = 15;
constexpr double margin = 40;

constexpr std::string_view style = R"(<style>
svg { font: 12px system-ui, sans-serif; color-scheme: light dark; background: light-dark(#fff, #16181d); }
circle { fill: light-dark(#f4f5f7, #23262d); stroke: light-dark(#444c5c, #aab2c0); }
circle.bad { stroke: light-dark(#c01c28, #ff7b72); stroke-width: 2.5; }
circle.first { stroke-width: 2.5; }
path { fill: none; stroke: light-dark(#8a93a3, #6b7484); }
path.fault { stroke-dasharray: 5 4; }
text { fill: light-dark(#1d2430, #e6e9ef); text-anchor: middle; dominant-baseline: central; }
marker path { fill: light-dark(#8a93a3, #6b7484); stroke: none; }
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
<path d="M0 0L8 4L0 8z"/></marker></defs>
)";

using Points = std::vector<std::pair<double, double>>;

/// Rows by depth; in a row each world as near as it can be to the middle of those above that lead to it, which
/// keeps edges from crossing (Sugiyama, Tagawa and Toda, Methods for visual understanding of hierarchical system
/// structures, 1981).
Points layout(const StateGraph& graph) {
  std::vector<std::vector<std::size_t>> rows;
  for (std::size_t vertex = 0; vertex < graph.vertices.size(); ++vertex) {
    rows.resize(std::max<std::size_t>(rows.size(), graph.vertices[vertex].depth + 1));
    rows[graph.vertices[vertex].depth].push_back(vertex);
  }
  std::vector<std::vector<std::size_t>> from(graph.vertices.size());
  for (const StateGraph::Edge& edge : graph.edges) from[edge.to].push_back(edge.from);
  std::size_t widest = 0;
  for (const auto& row : rows) widest = std::max(widest, row.size());
  Points points(graph.vertices.size());
  for (std::size_t depth = 0; depth < rows.size(); ++depth) {
    std::vector<std::size_t>& row = rows[depth];
    const auto wish = [&](std::size_t vertex) {
      double sum = 0, count = 0;
      for (const std::size_t above : from[vertex]) {
        if (graph.vertices[above].depth + 1 != graph.vertices[vertex].depth) continue;
        sum += points[above].first;
        ++count;
      }
      return count == 0 ? 0 : sum / count;
    };
    std::stable_sort(row.begin(), row.end(),
                     [&](std::size_t one, std::size_t other) { return wish(one) < wish(other); });
    const double left = margin + static_cast<double>(widest - row.size()) * between_columns / 2;
    for (std::size_t column = 0; column < row.size(); ++column)
      points[row[column]] = {left + static_cast<double>(column) * between_columns,
                             margin + static_cast<double>(depth) * between_rows};
  }
  return points;
}

/// A line from rim to rim; a loop, where a step leads back to where it began; and a bow, where it leads up or along.
std::string path_between(std::pair<double, double> one, std::pair<double, double> other) {
  const auto [x, y] = one;
  const auto [to_x, to_y] = other;
  const double length = std::hypot(to_x - x, to_y - y);
  if (length == 0) {
    return fmt::format("M{:.1f} {:.1f}C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}", x + radius, y - 4, x + 40,
                       y - 18, x + 40, y + 18, x + radius, y + 4);
  }
  const double along_x = (to_x - x) / length * radius, along_y = (to_y - y) / length * radius;
  const double bow = to_y > y ? 0 : 24;
  return fmt::format("M{:.1f} {:.1f}Q{:.1f} {:.1f} {:.1f} {:.1f}", x + along_x, y + along_y,
                     (x + to_x) / 2 - along_y / radius * bow, (y + to_y) / 2 + along_x / radius * bow,
                     to_x - along_x, to_y - along_y);
}

}  // namespace

std::string graph_svg(const Model& model, const StateGraph& graph, const std::string& title) {
  const Points points = layout(graph);
  double width = 0, height = 0;
  for (const auto& [x, y] : points) {
    width = std::max(width, x + margin);
    height = std::max(height, y + margin);
  }
  std::string text = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0f} {:.0f}\" width=\"{:.0f}\" "
      "role=\"img\">\n"
      "<title>{}</title>\n{}",
      width, height, width, markup(title), style);
  const auto out = std::back_inserter(text);
  for (const StateGraph::Edge& edge : graph.edges) {
    fmt::format_to(out, "<path{} d=\"{}\" marker-end=\"url(#tip)\"><title>{}</title></path>\n",
                   faults_of(edge.step.trigger).empty() ? "" : " class=\"fault\"",
                   path_between(points[edge.from], points[edge.to]), markup(headline_of(model, edge.step)));
  }
  for (std::size_t number = 0; number < graph.vertices.size(); ++number) {
    const StateGraph::Vertex& vertex = graph.vertices[number];
    const auto [x, y] = points[number];
    fmt::format_to(out,
                   "<g><title>{}</title><circle class=\"{}{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.0f}\"/>"
                   "<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text></g>\n",
                   markup(world_in_words(model, vertex.world)), vertex.is_initial ? "first " : "",
                   is_bad(model, vertex) ? "bad" : "", x, y, radius, x, y, number);
  }
  return text + "</svg>\n";
}

}  // namespace pessimist
