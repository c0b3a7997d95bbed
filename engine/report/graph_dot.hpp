#pragma once

#include <string>

#include "trace/state_graph.hpp"

namespace pessimist {

/// A state graph in the DOT language of Graphviz: worlds by number, with the nodes' states as tooltips; those doubly lined
/// are initial, those red violate a property that must always hold. Edges say what happens; faults are dashed.
std::string graph_dot(const Model& model, const StateGraph& graph, const std::string& title);

/// What a world of the graph is, in lines: a node's name and state in each, then the messages that lie in inboxes.
std::string world_in_words(const Model& model, const WorldView& world);

/// Whether a property that must always hold fails in a world of the graph.
bool is_bad(const Model& model, const StateGraph::Vertex& vertex);

}  // namespace pessimist
