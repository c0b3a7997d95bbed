#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "store/hash.hpp"
#include "store/virtual_array.hpp"

namespace pessimist::store {

/// What one worker looked up lately, at hand before a table that is larger than a core's cache: one place for each key, where
/// a newer one displaces the older. Any key but the greatest.
template <class Value>
class Recent {
 public:
  Recent() : places_(std::size_t{1} << places_bits) {}

  /// The key's value; find() says what it is where it is not at hand.
  template <class Find>
  Value at(std::uint64_t key, Find find) {
    Place& place = places_[place_of(key)];
    if (place.stamp != ~key) [[unlikely]]
      place = {~key, find()};
    return place.value;
  }
  /// Null where it is not at hand.
  const Value* find(std::uint64_t key) const {
    const Place& place = places_[place_of(key)];
    return place.stamp == ~key ? &place.value : nullptr;
  }
  void put(std::uint64_t key, Value value) { places_[place_of(key)] = {~key, value}; }
  void forget() noexcept { std::fill_n(places_.data(), places_.reserved(), Place{}); }

 private:
  static constexpr unsigned places_bits = 14;
  static std::size_t place_of(std::uint64_t key) { return (key * golden_ratio) >> (64 - places_bits); }
  struct Place {
    std::uint64_t stamp;  ///< the key's complement; zero, which no key has: unused
    Value value;
  };

  VirtualArray<Place> places_;
};

}  // namespace pessimist::store
