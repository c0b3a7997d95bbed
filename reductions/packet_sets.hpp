#pragma once

#include <cstdint>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_map.hpp>

namespace pessimist::reductions {

/// Sets of small numbers, each under a name of its own. The empty set is 0.
class PacketSets {
 public:
  using Id = std::uint32_t;
  using Words = std::vector<std::uint64_t>;

  PacketSets() { name({}); }

  /// Of numbers in any order.
  Id of(const std::vector<std::uint32_t>& numbers);
  Id united(Id one, Id other);
  Id common(Id one, Id other);
  bool contains(Id set, std::uint32_t number) const {
    const Words& words = *sets_[set];
    return number / 64 < words.size() && (words[number / 64] >> (number % 64) & 1) != 0;
  }
  /// Memory that they take, about.
  std::size_t bytes() const { return bytes_; }

 private:
  struct Hash {
    std::size_t operator()(const Words& words) const;
  };

  using Pairs = boost::unordered_flat_map<std::uint64_t, Id>;

  Id name(Words words);
  template <class Combine>
  Id combined(Pairs& known, Id one, Id other, Combine combine);

  boost::unordered_map<Words, Id, Hash> names_;  // its keys stay where they are
  std::vector<const Words*> sets_;
  Pairs united_, common_;  // of two names, the lesser first
  std::size_t bytes_ = 0;
};

}  // namespace pessimist::reductions
