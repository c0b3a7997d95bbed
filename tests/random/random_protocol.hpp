#pragma once

// A family of small protocols, one for each seed, to compare two ways of exploring them.

#include <cstdint>
#include <memory>
#include <string>

#include "random/roles.hpp"

namespace pessimist::random {

/// Sizes go from 0 to this: more nodes, and more sends.
inline constexpr unsigned most_size = 4;

/// `reading`: with acts that read messages, for the networks unreliable and unordered; without them for all.
template <bool reading>
struct RandomProtocol {
  struct Parameters {
    std::uint64_t seed = 0;
    unsigned size = 0;
  };

  using Roles = pessimist::Roles<Peer<reading>, Keeper<reading, false>, Keeper<reading, true>>;
  using Messages = pessimist::Messages<Ping, Pong, Note<reading>>;
  using Timers = pessimist::Timers<Tick, Nap>;

  static void set_up(const Parameters& parameters, Setup<RandomProtocol>& setup);
};

std::unique_ptr<Model> random_model(std::uint64_t seed, unsigned size, bool reading);

/// Which nodes, properties and bounds a protocol has: for messages of failed tests.
std::string described(const Model& model);

}  // namespace pessimist::random
