#include "store/parallel.hpp"

#include <numeric>
#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>
#include <tbb/task_arena.h>

using pessimist::store::parallel_blocks;

// Under the thread sanitiser this is also the test that the loop's promises are known to it: plain memory is handed to
// the bodies and back, many times.
TEST_CASE("a parallel loop covers its range once, and what it wrote is seen after it") {
  std::vector<int> input(1000);
  std::vector<int> output(input.size());
  std::iota(input.begin(), input.end(), 0);
  tbb::task_arena arena(4);
  for (int round = 0; round < 100; ++round) {
    for (int& value : input) ++value;
    arena.execute([&] {
      parallel_blocks(0, input.size(), 16, [&](std::size_t begin, std::size_t end) {
        if (end - begin > 16) throw std::logic_error("a block longer than the grain");
        for (std::size_t i = begin; i < end; ++i) output[i] += input[i];
      });
    });
  }
  for (std::size_t i = 0; i < output.size(); ++i) REQUIRE(output[i] == 100 * static_cast<int>(i) + 5050);
}

TEST_CASE("parallel loops nest") {
  constexpr std::size_t side = 64;
  std::vector<int> cells(side * side);
  parallel_blocks(0, side, 1, [&](std::size_t row, std::size_t) {
    parallel_blocks(0, side, 4, [&](std::size_t begin, std::size_t end) {
      for (std::size_t column = begin; column < end; ++column) ++cells[row * side + column];
    });
    for (std::size_t column = 0; column < side; ++column) ++cells[row * side + column];
  });
  REQUIRE(std::accumulate(cells.begin(), cells.end(), 0) == 2 * 64 * 64);
}

TEST_CASE("what a body throws reaches the caller") {
  REQUIRE_THROWS_AS(parallel_blocks(0, 100, 1,
                                    [](std::size_t begin, std::size_t) {
                                      if (begin == 50) throw std::runtime_error("planted");
                                    }),
                    std::runtime_error);
}
