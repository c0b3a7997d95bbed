// The order in which a trace is read, against all orders that there are.

#include "trace/readable_order.hpp"

#include <algorithm>
#include <numeric>
#include <random>

#include <catch2/catch.hpp>

namespace pessimist {
namespace {

using Order = std::vector<std::size_t>;

/// Steps in lanes; in a lane each follows from the one before, across lanes some do.
struct Drawn {
  std::vector<std::size_t> lanes;
  Dependences dependences;
};

Drawn draw(std::size_t steps, std::size_t lane_count, std::mt19937& random) {
  Drawn drawn;
  for (std::size_t step = 0; step < steps; ++step) {
    drawn.lanes.push_back(random() % lane_count);
    drawn.dependences.causes.emplace_back();
    drawn.dependences.behind.emplace_back();
    for (std::size_t earlier = 0; earlier < step; ++earlier) {
      if (drawn.lanes[earlier] == drawn.lanes[step] || random() % 6 == 0)
        drawn.dependences.causes[step].push_back(earlier);
      else if (random() % 9 == 0)
        drawn.dependences.behind[step].push_back(earlier);
    }
  }
  return drawn;
}

bool is_possible(const Order& order, const Dependences& dependences) {
  Order place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  for (std::size_t step = 0; step < order.size(); ++step) {
    for (const auto* earlier : {&dependences.causes[step], &dependences.behind[step]}) {
      for (const std::size_t one : *earlier) {
        if (place[one] > place[step]) return false;
      }
    }
  }
  return true;
}

/// By trying them all, in the order of their steps.
Order first_of_the_best(const Drawn& drawn) {
  Order order(drawn.lanes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Order best = order;
  do {
    if (is_possible(order, drawn.dependences) && switches(order, drawn.lanes) < switches(best, drawn.lanes))
      best = order;
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

TEST_CASE("a trace is read in the order with the fewest changes of lane, and of these the first", "[trace]") {
  std::mt19937 random(1);
  for (int round = 0; round < 60; ++round) {
    const Drawn drawn = draw(1 + random() % 7, 1 + random() % 4, random);
    CHECK(readable_order(drawn.dependences, drawn.lanes) == first_of_the_best(drawn));
  }
  CHECK(readable_order({}, {}).empty());
}

TEST_CASE(
    "a long trace with much that is independent is put in order in bounded time, and no worse than it was",
    "[trace]") {
  std::mt19937 random(2);
  const Drawn drawn = draw(200, 12, random);
  Order as_it_is(drawn.lanes.size());
  std::iota(as_it_is.begin(), as_it_is.end(), std::size_t{0});
  for (const std::size_t most_work : {std::size_t{1}, std::size_t{100'000}}) {
    const Order order = readable_order(drawn.dependences, drawn.lanes, most_work);
    CHECK(std::is_permutation(order.begin(), order.end(), as_it_is.begin()));
    CHECK(is_possible(order, drawn.dependences));
    CHECK(switches(order, drawn.lanes) <= switches(as_it_is, drawn.lanes));
  }
}

}  // namespace
}  // namespace pessimist
