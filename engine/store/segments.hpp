#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace pessimist::store {

/// An array that grows without moving what it holds: in segments that double, 16, 16, 32, 64, ... places, each made once.
/// One thread at a time makes room and fills places; others may use a place as soon as they learn of it from that thread.
template <class Value>
class Segments {
 public:
  Value& operator[](std::uint32_t number) { return at(place_of(number)); }
  const Value& operator[](std::uint32_t number) const { return at(place_of(number)); }

  /// So that there is a place of this number; there must be one of the number before it. std::bad_alloc leaves all as it is.
  void make_room(std::uint32_t number) {
    std::unique_ptr<Value[]>& segment = segments_[place_of(number).segment];
    if (segment == nullptr) segment = std::make_unique<Value[]>(size_of(place_of(number).segment));
  }
  /// Of memory, where all places up to this number, exclusive, were made.
  static std::size_t bytes(std::size_t numbers) {
    if (numbers == 0) return 0;
    return std::bit_ceil(std::max(numbers, std::size_t{1} << first_bits)) * sizeof(Value);
  }

 private:
  static constexpr unsigned first_bits = 4;
  struct Place {
    unsigned segment;
    std::uint32_t offset;
  };
  static Place place_of(std::uint32_t number) {
    const std::uint32_t group = number >> first_bits;
    if (group == 0) return {0, number};
    const auto segment = static_cast<unsigned>(std::bit_width(group));
    return {segment, number - (std::uint32_t{1} << (segment - 1 + first_bits))};
  }
  static std::size_t size_of(unsigned segment) {
    return std::size_t{1} << (first_bits + std::max(segment, 1U) - 1);
  }
  Value& at(Place place) const { return segments_[place.segment][place.offset]; }

  std::array<std::unique_ptr<Value[]>, 32 - first_bits + 1> segments_;
};

}  // namespace pessimist::store
