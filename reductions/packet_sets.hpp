#pragma once

// Sets of small numbers: what may be sent to a node, by place.
//
// Idea. A set whose numbers are all below 63 is a word of its bits. Only others get names, as equal ones are to be told by one
// comparison; what comes of two of these is found out once.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "store/hash.hpp"
#include "store/interner.hpp"
#include "store/shared_memo.hpp"

namespace pessimist::reductions {

/// Equal sets are equal words, and the empty set is 0. Safe for any number of threads; words differ from run to run.
class PacketSets {
 public:
  using Set = std::uint64_t;

  /// Of numbers in any order.
  Set of(const std::vector<std::uint32_t>& numbers);
  Set united(Set one, Set other) {
    if (are_bits(one) && are_bits(other)) return one | other;
    return one == other || other == 0 ? one : one == 0 ? other : united_by_name(one, other);
  }
  Set common(Set one, Set other) {
    if (are_bits(one) && are_bits(other)) return one & other;
    return one == other || other == 0 ? other : one == 0 ? one : common_by_name(one, other);
  }
  bool contains(Set set, std::uint32_t number) const;
  /// Memory that they take, about.
  std::size_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

 private:
  using Words = std::vector<std::uint64_t>;
  struct Pair {
    Set lesser = 0, greater = 0;
    friend bool operator==(const Pair&, const Pair&) = default;
  };
  struct PairHash {
    std::size_t operator()(const Pair& pair) const {
      return store::WordHash{}(store::WordHash{}(pair.lesser) + pair.greater);
    }
  };
  using Pairs = store::SharedMemo<Pair, Set, PairHash>;

  static constexpr Set named = Set{1} << 63;  ///< what else it holds is a name
  static bool are_bits(Set set) { return (set & named) == 0; }

  std::string_view bytes_of(Set name) const { return names_[static_cast<std::uint32_t>(name)]; }
  Words words(Set set) const;
  Set set(Words words);
  Set united_by_name(Set one, Set other);
  Set common_by_name(Set one, Set other);
  template <class Combine>
  Set combined(Pairs& known, Set one, Set other, Combine combine);

  store::Interner names_;  // of the words, without zeros at the end
  Pairs united_, common_;
  std::atomic<std::size_t> bytes_ = 0;
};

}  // namespace pessimist::reductions
