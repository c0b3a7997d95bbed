#include "search/awake_masks.hpp"

#include <thread>
#include <vector>

#include <catch2/catch.hpp>

namespace pessimist::search {
namespace {

constexpr std::size_t most_worlds = 10'000'000;

TEST_CASE("awake masks: what is awake on some way from the layer before", "[search]") {
  AwakeMasks masks(most_worlds, GENERATE(false, true));
  masks.wake(0, 0, 0b111);
  CHECK(masks.of(0) == 0b111);
  masks.wake(1, 1, 0b001);
  masks.wake(1, 1, 0b100);
  CHECK(masks.of(1) == 0b101);
  masks.wake(0, 1, ~AwakeMasks::Mask{0} >> 2);  // of the present layer, met again
  CHECK(masks.of(0) == 0b111);
}

TEST_CASE("awake masks: a new world's is as it was begun last", "[search]") {
  AwakeMasks masks(most_worlds, GENERATE(false, true));
  masks.begin(2, 1, 0b1000);  // of another world, whose place it was not to be
  masks.begin(2, 1, 0b0010);
  masks.wake(2, 1, 0b0001);
  CHECK(masks.of(2) == 0b0011);
  masks.wake(2, 0, 0b0100);  // met again from its own layer
  CHECK(masks.of(2) == 0b0011);
}

TEST_CASE("awake masks: memory of older layers serves newer ones, as if it were new", "[search]") {
  AwakeMasks masks(most_worlds, GENERATE(false, true));
  constexpr store::Position in_a_layer = 200'000;  // some blocks of masks
  for (unsigned depth = 0; depth < 20; ++depth) {
    const store::Position begin = depth * in_a_layer;
    if (depth > 0) masks.forget_before(begin - in_a_layer);
    for (store::Position world = begin; world < begin + in_a_layer; ++world) {
      masks.wake(world, depth, world);
      if (world % 3 == 0) masks.wake(world, depth, depth);
      if (depth > 1 && world % 5 == 0) masks.wake(world - 2 * in_a_layer, depth, 7);  // long done
    }
    std::size_t wrong = 0;
    for (store::Position world = begin; world < begin + in_a_layer; ++world)
      wrong += masks.of(world) != (world % 3 == 0 ? world | depth : world);
    REQUIRE(wrong == 0);
  }
}

TEST_CASE("awake masks: an older place that is filled late", "[search]") {
  AwakeMasks masks(most_worlds, true);
  masks.wake(5, 0, 1);
  masks.wake(300'000, 1, 2);
  masks.forget_before(6);  // there is room there still
  masks.wake(6, 2, 4);
  CHECK(masks.of(6) == 4);
  CHECK(masks.of(300'000) == 2);
}

TEST_CASE("awake masks: threads that wake the same worlds", "[search][threads]") {
  AwakeMasks masks(most_worlds, true);
  constexpr unsigned workers = 4;
  constexpr store::Position worlds = 300'000;
  std::vector<std::thread> threads;
  for (unsigned worker = 0; worker < workers; ++worker) {
    threads.emplace_back([&, worker] {
      for (store::Position world = 0; world < worlds; ++world)
        masks.wake(world, 1, AwakeMasks::Mask{1} << worker);
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::size_t wrong = 0;
  for (store::Position world = 0; world < worlds; ++world) wrong += masks.of(world) != (1U << workers) - 1;
  CHECK(wrong == 0);
}

}  // namespace
}  // namespace pessimist::search
