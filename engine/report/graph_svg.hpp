#pragma once

#include <string>

#include "trace/state_graph.hpp"

namespace pessimist {

/// A small state graph as a drawing: a row for each depth, from the initial worlds down. Titles (shown where the pointer
/// rests) say what a world is and what an edge does. It stands by itself, light or dark as its reader likes.
std::string graph_svg(const Model& model, const StateGraph& graph, const std::string& title);

}  // namespace pessimist
