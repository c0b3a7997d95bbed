#include "search/shares.hpp"

#include <algorithm>
#include <thread>

#include <catch2/catch.hpp>

namespace pessimist::search {
namespace {

std::vector<std::size_t> left_of(const Shares& shares) {
  std::vector<std::size_t> left;
  shares.for_each_left([&](std::size_t number) { left.push_back(number); });
  return left;
}

TEST_CASE("shares: one's own from the front, then others' from the back", "[search]") {
  Shares shares({3, 3, 7});  // 0 to 2, none, 3 to 6
  CHECK(shares.left() == 7);
  CHECK(shares.take(0) == 0);
  CHECK(shares.take(1) == 6);  // has none; the next worker's last
  CHECK(shares.take(2) == 3);
  CHECK(left_of(shares) == std::vector<std::size_t>{1, 2, 4, 5});
  CHECK(shares.take(2) == 4);
  CHECK(shares.take(2) == 5);
  CHECK(shares.take(2) == 2);
  CHECK(shares.left() == 1);
  CHECK(shares.take(0) == 1);
  for (std::size_t worker = 0; worker < 3; ++worker) CHECK(shares.take(worker) == std::nullopt);
  CHECK(left_of(shares).empty());
}

TEST_CASE("shares: even ones have all numbers", "[search]") {
  for (const std::size_t numbers : {0U, 1U, 2U, 10U, 11U}) {
    Shares shares = Shares::even(numbers, 3);
    CHECK(shares.left() == numbers);
    std::vector<std::size_t> all(numbers);
    for (std::size_t number = 0; number < numbers; ++number) all[number] = number;
    CHECK(left_of(shares) == all);
  }
}

TEST_CASE("shares: threads take each number once", "[search][threads]") {
  constexpr std::size_t numbers = 20'000;
  constexpr std::size_t workers = 4;
  Shares shares({100, 15'000, 15'001, numbers});
  std::vector<std::vector<std::size_t>> taken(workers);
  std::vector<std::thread> threads;
  for (std::size_t worker = 0; worker < workers; ++worker) {
    threads.emplace_back([&, worker] {
      while (const auto number = shares.take(worker)) taken[worker].push_back(*number);
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::vector<std::size_t> all;
  for (const auto& of_worker : taken) all.insert(all.end(), of_worker.begin(), of_worker.end());
  std::sort(all.begin(), all.end());
  REQUIRE(all.size() == numbers);
  for (std::size_t number = 0; number < numbers; ++number) REQUIRE(all[number] == number);
}

}  // namespace
}  // namespace pessimist::search
