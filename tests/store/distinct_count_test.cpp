#include "store/distinct_count.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "store/hash.hpp"

namespace {

using pessimist::store::DistinctCount;
using pessimist::store::mix;

/// Of the numbers from `begin` to `end`.
DistinctCount counted(std::size_t most_kept, std::uint64_t begin, std::uint64_t end) {
  DistinctCount count(most_kept);
  for (std::uint64_t number = begin; number < end; ++number) count.add(mix(number + 1));
  return count;
}

}  // namespace

TEST_CASE("a count of few different things is exact", "[distinct]") {
  CHECK(DistinctCount(8).count() == 0);
  for (std::uint64_t number = 0; number <= 64; ++number) {
    DistinctCount count = counted(64, 0, number);
    count.add(counted(64, 0, number));  // again
    CHECK(count.count() == number);
  }
  CHECK(counted(64, 0, 65).count() > 64);
}

TEST_CASE("a count of many is near, and on average right", "[distinct]") {
  constexpr std::size_t kept = 256;
  constexpr std::uint64_t many = 20'000;
  constexpr int trials = 100;
  const double error = DistinctCount::error(kept);
  CHECK(error == Approx(0.0627).margin(0.0001));
  double sum = 0, squares = 0;
  for (int trial = 0; trial < trials; ++trial) {
    const auto begin = static_cast<std::uint64_t>(trial) * many;
    const auto count = static_cast<double>(counted(kept, begin, begin + many).count());
    const double off = count / static_cast<double>(many) - 1;
    CHECK(std::abs(off) < 5 * error);
    sum += off;
    squares += off * off;
  }
  CHECK(std::abs(sum / trials) < 4 * error / std::sqrt(trials));
  CHECK(std::sqrt(squares / trials) == Approx(error).epsilon(0.3));
}

TEST_CASE("a count depends neither on the order nor on how the work is divided", "[distinct]") {
  const std::uint64_t whole = counted(32, 0, 5000).count();
  DistinctCount backwards(32);
  for (std::uint64_t number = 5000; number-- > 0;) backwards.add(mix(number + 1));
  CHECK(backwards.count() == whole);
  for (const std::uint64_t middle : {0U, 1U, 20U, 64U, 3000U, 5000U}) {
    DistinctCount parts = counted(32, 0, middle);
    parts.add(counted(32, middle / 2, 5000));
    CHECK(parts.count() == whole);
  }
  for (std::uint64_t many = 0; many < 200; ++many) {  // also just after some were dropped
    DistinctCount copy(32);
    copy.add(counted(32, 0, many));
    CHECK(copy.count() == counted(32, 0, many).count());
  }
  DistinctCount cleared = counted(32, 0, 5000);
  cleared.clear();
  CHECK(cleared.count() == 0);
  cleared.add(counted(32, 0, 5000));
  CHECK(cleared.count() == whole);
}
