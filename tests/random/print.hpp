#pragma once

#include <string>

#include "random/instance.hpp"

namespace pessimist::random {

/// The protocol for a person to read: its nodes and their network, what is judged, and a line for each situation that
/// nodes do something about; of those that the naive explorer meets, where the rules do not list them.
std::string print(const Instance& instance);

}  // namespace pessimist::random
