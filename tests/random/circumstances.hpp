#pragma once

#include <cstdint>

#include "random/plan.hpp"

namespace pessimist::random {

/// What may go wrong.
enum class Family : std::uint8_t {
  plain,  ///< nodes crash, messages are lost and doubled, links are cut
  frail,  ///< and all else: disks lose writes, nodes suspect, stand still and lie, clocks go wrong
};

/// Chooses the kind of nodes, the network and the faults.
void choose_circumstances(std::uint64_t seed, Family family, Plan& plan);

}  // namespace pessimist::random
