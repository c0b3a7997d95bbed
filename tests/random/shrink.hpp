#pragma once

// Makes a random protocol small that shows a failure, so that a person can read it.
//
// Delta debugging (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", IEEE TSE 2002): the rules
// become a table of what nodes are asked while the failure shows; then lines are taken out of it in ever smaller pieces,
// those that stay are simplified, nodes, sends, faults, properties and bounds are taken away, and whatever still fails is
// kept, until nothing can be taken any more.

#include <cstddef>
#include <functional>

#include "random/instance.hpp"

namespace pessimist::random {

/// Is asked of protocols that were explored completely. Must give the same answer each time.
using StillFails = std::function<bool(const Instance&)>;

struct Shrunk {
  Instance instance;
  std::size_t tries = 0;  ///< how often `still_fails` was asked
  bool minimal = true;    ///< else `most_tries` was met; nothing more can be taken away alone
};

/// Throws std::invalid_argument for an instance that does not fail.
Shrunk shrink(const Instance& failing, const StillFails& still_fails, std::size_t most_tries = 10'000);

}  // namespace pessimist::random
