#include "report/graph_dot.hpp"

#include <algorithm>
#include <sstream>
#include <utility>
#include <vector>

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/graphviz.hpp>
#include <fmt/format.h>

#include "report/node_words.hpp"
#include "report/step_words.hpp"
#include "trace/explain.hpp"

namespace pessimist {

namespace {

/// As Graphviz reads it in quotes; a line break is `\n`.
std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '\n')
      result += "\\n";
    else if (c == '"' || c == '\\')
      result += {'\\', c};
    else
      result += c;
  }
  return result + '"';
}

struct EdgeNumber {
  std::size_t number = 0;
};
using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, EdgeNumber>;

Graph boosted(const StateGraph& graph) {
  std::vector<std::pair<std::size_t, std::size_t>> ends;
  std::vector<EdgeNumber> numbers;
  for (const StateGraph::Edge& edge : graph.edges) {
    numbers.push_back({ends.size()});
    ends.emplace_back(edge.from, edge.to);
  }
  return {boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(), numbers.begin(),
          graph.vertices.size()};
}

}  // namespace

std::string world_in_words(const Model& model, const WorldView& world) {
  std::string text;
  for (NodeIndex node = 0; node < world.locals.size(); ++node) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : "\n", model.layout().name(node),
                        state_in_words(model, node, world.locals[node]));
  }
  for (const std::vector<Packet>& inbox : world.inboxes) {
    for (const Packet& packet : inbox) {
      text += fmt::format("\n{} from {} to {}", message_in_words(model, packet),
                          model.layout().name(packet.from), model.layout().name(packet.to));
    }
  }
  return text;
}

bool is_bad(const Model& model, const StateGraph::Vertex& vertex) {
  return std::any_of(model.properties().begin(), model.properties().end(), [&](const PropertyInfo& property) {
    return property.kind == PropertyInfo::Kind::always &&
           explain(model, *property.predicate, Judgement::Verdict::fails, vertex.world, vertex.sent)
               .has_value();
  });
}

std::string graph_dot(const Model& model, const StateGraph& graph, const std::string& title) {
  const Graph edges = boosted(graph);
  const auto write_vertex = [&](std::ostream& out, std::size_t number) {
    const StateGraph::Vertex& vertex = graph.vertices[number];
    out << "[label=\"" << number << "\", tooltip=" << quoted(world_in_words(model, vertex.world));
    if (vertex.is_initial) out << ", peripheries=2";
    if (is_bad(model, vertex)) out << ", color=red, fontcolor=red";
    out << "]";
  };
  const auto write_edge = [&](std::ostream& out, const Graph::edge_descriptor& edge) {
    const TraceStep& step = graph.edges[edges[edge].number].step;
    out << "[label=" << quoted(headline_of(model, step));
    if (!faults_of(step.trigger).empty()) out << ", style=dashed";
    out << "]";
  };
  const auto write_graph = [&](std::ostream& out) {
    out << "label=" << quoted(title) << ";\nnode [shape=circle];\n";
  };
  std::ostringstream text;
  boost::write_graphviz(text, edges, write_vertex, write_edge, write_graph);
  return text.str();
}

}  // namespace pessimist
