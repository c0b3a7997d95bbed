#pragma once

#include <string>
#include <vector>

#include "random/instance.hpp"

namespace pessimist::random {

/// In what the engine, run with each of these numbers of workers, differs from the naive explorer on a protocol, in words;
/// empty if in nothing.
std::string differences(const Instance& instance, const std::vector<unsigned>& workers);

/// For a person: the protocol, what differs, and the smallest protocol that it was shrunk to. Empty if nothing differs.
std::string disagreement(const Instance& instance, const std::vector<unsigned>& workers = {1, 2, 4});

}  // namespace pessimist::random
