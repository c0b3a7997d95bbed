#pragma once

#include <string>

#include "random/instance.hpp"

namespace pessimist::random {

/// In what the engine differs from the naive explorer on a protocol, in words; empty if in nothing.
std::string differences(const Instance& instance);

/// For a person: the protocol, what differs, and the smallest protocol that it was shrunk to. Empty if nothing differs.
std::string disagreement(const Instance& instance);

}  // namespace pessimist::random
