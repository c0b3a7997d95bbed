#pragma once

// A family of small protocols, to compare two ways of exploring them.

#include <memory>

#include "random/plan.hpp"
#include "random/roles.hpp"

namespace pessimist::random {

template <bool reading>
struct RandomProtocol {
  struct Parameters {
    const Plan& plan;
    unsigned rules;  ///< their number in the book
  };

  using Roles = pessimist::Roles<Peer<reading>, Keeper<reading, false>, Keeper<reading, true>>;
  using Messages = pessimist::Messages<Ping, Pong, Note<reading>>;
  using Timers = pessimist::Timers<Tick, Nap>;

  static void set_up(const Parameters& parameters, Setup<RandomProtocol>& setup);
};

/// The plan's protocol. Its rules have to stay in the book under that number.
std::unique_ptr<Model> random_model(const Plan& plan, unsigned rules);

}  // namespace pessimist::random
