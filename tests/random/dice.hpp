#pragma once

#include <cstdint>
#include <initializer_list>

namespace pessimist::random {

/// A short sequence of numbers that depends on nothing but what it was made from; the same on every machine
/// (SplitMix64: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014).
class Dice {
 public:
  explicit Dice(std::initializer_list<std::uint64_t> from) {
    for (const std::uint64_t word : from) state_ = next() ^ (word * 0x9e3779b97f4a7c15);
  }

  unsigned below(unsigned count) { return static_cast<unsigned>((next() >> 32) % count); }
  bool one_in(unsigned count) { return below(count) == 0; }

 private:
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  std::uint64_t state_ = 0;
};

}  // namespace pessimist::random
