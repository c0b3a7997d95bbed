#pragma once

#include <cstdint>

#include "random/reaction.hpp"
#include "random/traits.hpp"

namespace pessimist::random {

/// A pure function, random in all that it is given, within what the traits say.
Reaction draw(std::uint64_t seed, const Traits& traits, const Situation& situation);

}  // namespace pessimist::random
