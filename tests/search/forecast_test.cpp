#include "search/forecast.hpp"

#include <numeric>

#include <catch2/catch.hpp>

namespace pessimist::search {
namespace {

using Layers = std::vector<std::uint64_t>;

// Of whole runs: two-phase commit of eight, Paxos with three ballots, ABD with a crash and a restart.
const std::vector<Layers> runs{
    {1,      17,     136,    688,    2500,  7056,  16408, 32972, 59254, 96816, 143840, 192656, 230412,
     244342, 228712, 188304, 135833, 85377, 46392, 21560, 8456,  2758,  736,   156,    24,     2},
    {1,     3,     12,    28,    75,    192,   447,   960,  1845, 3312, 5682, 9075, 13297,
     17784, 21726, 24692, 26106, 24324, 18512, 10842, 4686, 1436, 294,  36,   2},
    {1,     3,     7,     16,    36,    79,    176,   393,  861,  1825, 3714, 7149, 12727, 20597,
     29876, 38440, 43513, 42933, 36548, 26551, 16309, 8434, 3641, 1289, 340,  60,   4}};

double sum(Layers::const_iterator begin, Layers::const_iterator end) {
  return static_cast<double>(std::accumulate(begin, end, std::uint64_t{0}));
}

TEST_CASE("what is left of a search is mostly between what is forecast", "[search]") {
  std::size_t given = 0, right = 0, asked = 0;
  for (const Layers& run : runs) {
    for (auto present = run.begin() + 1; present + 1 != run.end(); ++present) {
      if (sum(run.begin(), present) < 0.02 * sum(run.begin(), run.end())) continue;
      ++asked;
      const auto left = forecast(Layers(run.begin(), present + 1));
      if (!left) continue;
      ++given;
      CHECK(left->most <= 20 * left->least);
      const double truth = sum(present + 1, run.end());
      if (left->least <= truth && truth <= left->most) ++right;
    }
  }
  CHECK(10 * given >= 6 * asked);
  CHECK(10 * right >= 9 * given);
}

TEST_CASE("nothing is forecast from few layers, or while they grow ever faster", "[search]") {
  CHECK_FALSE(forecast({}));
  CHECK_FALSE(forecast({1, 4, 9, 16, 25, 36, 49, 64, 81}));
  CHECK_FALSE(forecast({1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096}));
}

}  // namespace
}  // namespace pessimist::search
