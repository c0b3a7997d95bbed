#pragma once

#include <cstddef>
#include <string>

#include "verdict/check.hpp"

namespace pessimist {

/// How text is to be drawn.
struct Drawing {
  bool unicode = true;      ///< lines and arrows of their own; false: of ASCII
  std::size_t width = 100;  ///< columns to use
};

/// The trace of a property, a row for each step, with a lane for each node: where the step is, from which lane what it
/// receives comes, who is down; and beside it what happens. The property must have a trace.
std::string lanes(const Model& model, Network network, const PropertyResult& property,
                  const Drawing& drawing);

}  // namespace pessimist
