#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <vector>

#include "pessimist/fault.hpp"
#include "trace/trace.hpp"

namespace pessimist {

/// The worlds of a small instance and the steps between them, not reduced in any way.
struct StateGraph {
  struct Vertex {
    WorldView world;
    std::set<Packet> sent;  ///< on the way there, of types that some property or bound reads
    unsigned depth = 0;
    bool is_initial = false;
  };
  struct Edge {
    std::size_t from = 0, to = 0;  ///< vertices
    TraceStep step;
  };
  std::vector<Vertex> vertices;  ///< in the order of a breadth-first search
  std::vector<Edge> edges;
  bool is_complete = true;  ///< false: there are more worlds than were wanted
};

/// Explores breadth-first on plain values, until there are more than `most` worlds: then those and the edges between them.
/// Throws what handlers throw.
StateGraph state_graph(const Model& model, Network network, const std::map<Fault, unsigned>& budgets,
                       std::size_t most);

}  // namespace pessimist
