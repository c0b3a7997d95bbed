#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "store/hash.hpp"
#include "store/interner.hpp"
#include "store/shared_memo.hpp"

namespace pessimist::reductions {

/// Sets of small numbers, each under a name of its own. The empty set is 0. Safe for any number of threads; names differ from
/// run to run.
class PacketSets {
 public:
  using Id = std::uint32_t;

  PacketSets() { name({}); }

  /// Of numbers in any order.
  Id of(const std::vector<std::uint32_t>& numbers);
  Id united(Id one, Id other);
  Id common(Id one, Id other);
  bool contains(Id set, std::uint32_t number) const {
    const std::string_view bytes = names_[set];
    const std::size_t at = number / 64 * sizeof(std::uint64_t);
    if (at >= bytes.size()) return false;
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, sizeof(word));
    return (word >> (number % 64) & 1) != 0;
  }
  /// Memory that they take, about.
  std::size_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

 private:
  using Words = std::vector<std::uint64_t>;
  using Pairs = store::SharedMemo<std::uint64_t, Id, store::WordHash>;

  Words words(Id set) const;
  Id name(Words words);
  template <class Combine>
  Id combined(Pairs& known, Id one, Id other, Combine combine);

  store::Interner names_;  // of the words, without zeros at the end
  Pairs united_, common_;  // of two names, the lesser first
  std::atomic<std::size_t> bytes_ = 0;
};

}  // namespace pessimist::reductions
