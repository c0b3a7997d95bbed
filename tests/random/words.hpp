#pragma once

#include <string>

#include "random/reaction.hpp"

namespace pessimist::random {

/// `peer, mood 0, level 1, remembers 1, may send, on Ping(1) from a known peer`: one of those that it
/// remembers
std::string words(const Situation& situation);

/// `mood -> 2, sends Pong(0) to all peers`
std::string words(const Situation& situation, const Reaction& reaction);

}  // namespace pessimist::random
