#pragma once

#include <optional>
#include <type_traits>

#include "pessimist/pessimist.hpp"
#include "random/kind.hpp"

namespace pessimist::random {

template <Kind kind>
struct Peer;
template <Kind kind, bool ranked>
struct Keeper;

/// Can be told from another, and nothing else.
struct Stone;
using AnyStone = std::optional<Token<Stone>>;

struct Ping {
  unsigned value;
  Token<Stone> stone;
};
struct Pong {
  unsigned value;
};
template <Kind kind>
struct Note {
  static constexpr bool prompt = kind == Kind::times;
  unsigned value;
  Id<Peer<kind>> about;
};
struct Tick {
  unsigned value;
};
struct Nap {};
/// What a node goes on with that stood still.
struct Doze {};

template <Kind kind>
using AnyCause =
    std::conditional_t<kind == Kind::times, Context<Ping, Pong, Note<kind>, Tick, Nap, Doze, ReadsClock>,
                       Context<Ping, Pong, Note<kind>, Tick, Nap, Doze>>;

/// What survives a crash, once it is synced where that is needed.
template <Kind kind, class T>
using Kept = std::conditional_t<is_frail<kind>, Buffered<T>, Durable<T>>;

template <class Role>
inline constexpr bool is_keeper = false;
template <Kind kind, bool ranked>
inline constexpr bool is_keeper<Keeper<kind, ranked>> = true;

}  // namespace pessimist::random
