#pragma once

// A family of small protocols, to compare two ways of exploring them.

#include <memory>

#include "random/plan.hpp"
#include "random/roles.hpp"

namespace pessimist::random {

template <Kind kind>
struct RandomProtocol {
  static constexpr bool clocks = kind == Kind::times;

  struct Parameters {
    const Plan& plan;
    unsigned rules;  ///< their number in the book
  };

  using Roles = pessimist::Roles<Peer<kind>, Keeper<kind, false>, Keeper<kind, true>>;
  using Messages = pessimist::Messages<Ping, Pong, Note<kind>>;
  using Timers = pessimist::Timers<Tick, Nap, Doze>;

  static void set_up(const Parameters& parameters, Setup<RandomProtocol>& setup);
};

/// The plan's protocol. Its rules have to stay in the book under that number.
std::unique_ptr<Model> random_model(const Plan& plan, unsigned rules);

}  // namespace pessimist::random
