#pragma once

#include "pessimist/pessimist.hpp"

namespace pessimist::random {

template <bool reading>
struct Peer;
template <bool reading, bool ranked>
struct Keeper;

struct Ping {
  unsigned value;
};
struct Pong {
  unsigned value;
};
template <bool reading>
struct Note {
  unsigned value;
  Id<Peer<reading>> about;
};
struct Tick {
  unsigned value;
};
struct Nap {};

template <bool reading>
using AnyCause = Context<Ping, Pong, Note<reading>, Tick, Nap>;

template <class Role>
inline constexpr bool is_keeper = false;
template <bool reading, bool ranked>
inline constexpr bool is_keeper<Keeper<reading, ranked>> = true;

}  // namespace pessimist::random
