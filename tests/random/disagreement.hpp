#pragma once

#include <string>

#include "naive/agreement.hpp"
#include "random/instance.hpp"

namespace pessimist::random {

/// Some protocols have few worlds and, alone, very many steps: these are looked at without that, and soon.
inline const naive::Comparison usual{{1, 2, 4}, 8000};

/// In what the engine differs from the naive explorer on a protocol, in words;
/// empty if in nothing.
std::string differences(const Instance& instance, const naive::Comparison& comparison);

/// For a person: the protocol, what differs, and the smallest protocol that it was shrunk to. Empty if nothing differs.
std::string disagreement(const Instance& instance, const naive::Comparison& comparison = usual);

}  // namespace pessimist::random
