#include "reductions/progress_order.hpp"

#include <algorithm>
#include <map>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>

namespace pessimist::reductions {

namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
using Vertex = std::uint32_t;

/// The longest way there through strongly connected components, by vertex.
std::vector<std::uint32_t> levels_of(const Graph& graph) {
  std::vector<std::uint32_t> component(boost::num_vertices(graph));
  const std::uint32_t components = boost::strong_components(
      graph, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  std::vector<std::vector<Vertex>> members(components);
  for (Vertex vertex = 0; vertex < component.size(); ++vertex) members[component[vertex]].push_back(vertex);
  std::vector<std::uint32_t> level(components, 0);
  for (std::uint32_t from = components; from-- > 0;) {  // they are numbered from the last to the first
    for (const Vertex vertex : members[from]) {
      for (const auto& edge : boost::make_iterator_range(boost::out_edges(vertex, graph))) {
        const std::uint32_t to = component[boost::target(edge, graph)];
        if (to != from) level[to] = std::max(level[to], level[from] + 1);
      }
    }
  }
  std::vector<std::uint32_t> levels;
  for (const std::uint32_t of_vertex : component) levels.push_back(level[of_vertex]);
  return levels;
}

/// The least number of steps from any of the starts, by vertex; 0 where none leads there.
std::vector<std::uint32_t> distances_from(const std::vector<Vertex>& starts, const Graph& graph) {
  std::vector<std::uint32_t> distance(boost::num_vertices(graph), 0);
  std::vector<bool> is_reached(distance.size(), false);
  std::vector<Vertex> layer = starts;
  for (const Vertex vertex : layer) is_reached[vertex] = true;
  for (std::uint32_t depth = 1; !layer.empty(); ++depth) {
    std::vector<Vertex> next;
    for (const Vertex vertex : layer) {
      for (const auto& edge : boost::make_iterator_range(boost::out_edges(vertex, graph))) {
        const auto to = static_cast<Vertex>(boost::target(edge, graph));
        if (is_reached[to]) continue;
        is_reached[to] = true;
        distance[to] = depth;
        next.push_back(to);
      }
    }
    layer = std::move(next);
  }
  return distance;
}

}  // namespace

std::vector<std::vector<std::uint32_t>> progress_order(const Alone& alone, const Partition& partition) {
  std::vector<std::vector<std::uint32_t>> order;
  for (NodeIndex node = 0; node < alone.nodes.size(); ++node) {
    const Alone::Node& graph = alone.nodes[node];
    std::map<std::uint32_t, Vertex> vertex_of;  // of a class
    const auto vertex = [&](std::uint32_t local) {
      return vertex_of.try_emplace(partition.block(node, local), static_cast<Vertex>(vertex_of.size()))
          .first->second;
    };
    for (std::uint32_t local = 0; local < graph.locals.size(); ++local) vertex(local);
    Graph classes(vertex_of.size());
    std::vector<Vertex> starts;
    for (const Alone::Edge& edge : graph.edges) {
      if (edge.is_broken()) continue;
      if (edge.from == Alone::none) starts.push_back(vertex(edge.to));
      if (edge.from == Alone::none || edge.is_fault) continue;
      boost::add_edge(vertex(edge.from), vertex(edge.to), classes);
    }
    const std::vector<std::uint32_t> levels = levels_of(classes);
    const std::vector<std::uint32_t> distances = distances_from(starts, classes);
    order.emplace_back();
    for (std::uint32_t local = 0; local < graph.locals.size(); ++local) {
      const Vertex of_class = vertex(local);
      order.back().push_back(levels[of_class] * static_cast<std::uint32_t>(vertex_of.size()) +
                             distances[of_class]);
    }
  }
  return order;
}

}  // namespace pessimist::reductions
