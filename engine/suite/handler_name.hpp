#pragma once

#include <optional>
#include <string>

#include "trace/trace.hpp"

namespace pessimist::suite {

/// A handler as a specification's source declares it: `receive(const Prepare&` of the acceptor.
struct HandlerName {
  std::string role;      ///< in words: `resource manager`
  std::string function;  ///< `receive`
  std::string
      argument;  ///< the type that tells it from others of this name: `Prepare`, or `Received<Promise>`; or none
  friend bool operator==(const HandlerName&, const HandlerName&) = default;
};

/// The handler that runs in a step; nothing where none does.
std::optional<HandlerName> handler_of(const Model& model, const TraceStep& step);

}  // namespace pessimist::suite
