#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "trace/trace.hpp"

namespace pessimist {

/// A message on its way: once for each time that it is sent, or doubled. Steps are named by their places in the trace, from 0.
struct Flight {
  Packet packet;
  std::optional<std::size_t> begun;  ///< by this step; nothing: by a `start`
  /// The steps that receive, read, lose or double it, in order. Where it may be received again and again, and where acts read
  /// what stays in the inbox, there are several.
  std::vector<std::size_t> met;
};

/// Every flight on a trace, in the order in which they began. On the unreliable network, what lies in the inbox already and is
/// sent once more is the same flight. Of several that are equal, the one that began first is met first.
std::vector<Flight> flights(Network network, const Trace& trace);

}  // namespace pessimist
