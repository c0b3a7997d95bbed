#pragma once

#include <compare>
#include <cstdint>

namespace pessimist::random {

/// What kind of protocol a seed makes, beside its numbers. Each trait gives a reduction something to find; without it,
/// everything in a random protocol matters to everything else.
struct Traits {
  bool crowd =
      false;  ///< three peers and more, which do little: orbits are large, and many steps are independent
  bool fading = false;  ///< from some level on, which never falls, a role ignores a kind of message for ever
  bool idle =
      false;  ///< nodes remember what influences nothing and is not observed, or not from some level on
  bool quorum =
      false;  ///< keepers that read act on two notes of a value from different senders, not on a count
  bool veiled = false;  ///< few properties: little is observed
  bool valued = false;  ///< there is more than one stone (messages.hpp)
  bool frail = false;   ///< what is for frail nodes is drawn too (kind.hpp)
  friend auto operator<=>(const Traits&, const Traits&) = default;
};

Traits traits_of(std::uint64_t seed);

}  // namespace pessimist::random
