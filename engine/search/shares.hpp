#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

namespace pessimist::search {

/// The numbers from 0 on, shared out among workers. Each takes its own from the front, and when there are none left, those of
/// others from the back: so each goes on with what lies close to what it has at hand.
class Shares {
 public:
  /// `ends`: of each worker's share; the first begins with 0, and each other where the one before ends.
  explicit Shares(const std::vector<std::uint32_t>& ends) : shares_(ends.size()) {
    std::uint32_t begin = 0;
    for (std::size_t worker = 0; worker < ends.size(); ++worker) {
      shares_[worker].left = packed({begin, ends[worker]});
      begin = ends[worker];
    }
  }
  static Shares even(std::size_t numbers, std::size_t workers) {
    std::vector<std::uint32_t> ends;
    for (std::size_t worker = 1; worker <= workers; ++worker)
      ends.push_back(static_cast<std::uint32_t>(numbers * worker / workers));
    return Shares(ends);
  }

  /// Any thread. Nothing where all are taken.
  std::optional<std::size_t> take(std::size_t worker) {
    if (const auto own = shares_[worker].take_first()) return own;
    for (std::size_t other = 1; other < shares_.size(); ++other) {
      if (const auto found = shares_[(worker + other) % shares_.size()].take_last()) return found;
    }
    return std::nullopt;
  }
  /// How many are not taken.
  std::size_t left() const {
    std::size_t sum = 0;
    for (const Share& share : shares_) {
      const Range range = unpacked(share.left.load(std::memory_order_relaxed));
      sum += range.end - range.begin;
    }
    return sum;
  }
  /// While nobody takes any.
  template <class Visit>
  void for_each_left(Visit visit) const {
    for (const Share& share : shares_) {
      const Range range = unpacked(share.left.load(std::memory_order_relaxed));
      for (std::size_t number = range.begin; number < range.end; ++number) visit(number);
    }
  }

 private:
  struct Range {
    std::uint32_t begin, end;
  };
  static std::uint64_t packed(Range range) { return (std::uint64_t{range.begin} << 32) | range.end; }
  static Range unpacked(std::uint64_t range) {
    return {static_cast<std::uint32_t>(range >> 32), static_cast<std::uint32_t>(range & 0xffffffffU)};
  }

  struct alignas(64) Share {
    std::atomic<std::uint64_t> left = 0;

    std::optional<std::size_t> take_first() {
      return take([](Range& range) { return range.begin++; });
    }
    std::optional<std::size_t> take_last() {
      return take([](Range& range) { return --range.end; });
    }
    template <class TakeFrom>
    std::optional<std::size_t> take(TakeFrom take_from) {
      std::uint64_t present = left.load(std::memory_order_relaxed);
      while (true) {
        Range range = unpacked(present);
        if (range.begin == range.end) return std::nullopt;
        const std::size_t number = take_from(range);
        if (left.compare_exchange_weak(present, packed(range), std::memory_order_relaxed)) return number;
      }
    }
  };

  std::vector<Share> shares_;
};

}  // namespace pessimist::search
