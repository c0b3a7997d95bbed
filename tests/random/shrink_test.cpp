#include "random/shrink.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include <catch2/catch.hpp>

#include "random/print.hpp"
#include "verdict/check.hpp"

namespace pessimist::random {
namespace {

/// Whether the engine finds a property violated that has such a name.
StillFails violates(const std::string& property) {
  return [property](const Instance& instance) {
    CheckOptions options;
    options.network = instance.options.network;
    options.budgets = instance.options.budgets;
    options.keep_going = true;
    options.workers = 2;
    const CheckResult result = check(*instance.model, options);
    return std::ranges::any_of(result.properties, [&](const PropertyResult& found) {
      return found.name.starts_with(property) && found.verdict == PropertyResult::Verdict::violated;
    });
  };
}

/// Those that do something, of those that the naive explorer met.
std::size_t lines_of(const Instance& instance) {
  if (instance.plan.rules.table) return instance.plan.rules.table->size();
  Recording recording;
  const Instance recorded = instance_of(instance.plan, &recording);
  return static_cast<std::size_t>(
      std::ranges::count_if(recording.asked, [](const auto& line) { return line.second != Reaction{}; }));
}

void check_minimal(const Instance& shrunk, const StillFails& still_fails) {
  CHECK(still_fails(shrunk));
  for (const auto& [situation, reaction] : *shrunk.plan.rules.table) {
    Plan less = shrunk.plan;
    less.rules.table->erase(situation);
    CHECK_FALSE(still_fails(instance_of(less)));
  }
}

/// The first that fails and has much to take away; not one of the largest, which take long.
Instance failing_instance(const StillFails& still_fails) {
  for (std::uint64_t seed = 0;; ++seed) {
    std::optional<Instance> instance = make_instance(seed);
    if (!instance || instance->expected.worlds > 1000) continue;
    if (still_fails(*instance) && lines_of(*instance) >= 30) return std::move(*instance);
  }
}

TEST_CASE("protocols that violate a property are shrunk to what it takes", "[random]") {
  const std::string property =
      GENERATE(as<std::string>{}, "no peer's mood", "no peer's level is", "if a peer's mood");
  const StillFails still_fails = violates(property);
  const Instance instance = failing_instance(still_fails);
  const Shrunk shrunk = shrink(instance, still_fails);
  const std::string text = print(shrunk.instance);
  INFO(print(instance) << "\n" << text << shrunk.tries << " tries");
  CHECK(shrunk.minimal);
  CHECK(lines_of(shrunk.instance) <= 10);
  CHECK(lines_of(shrunk.instance) * 3 <= lines_of(instance));
  check_minimal(shrunk.instance, still_fails);
  const Shrunk again = shrink(instance, still_fails);
  CHECK(again.instance.plan == shrunk.instance.plan);
  CHECK(print(again.instance) == text);
}

TEST_CASE("shrinking ends when it may not try any more", "[random]") {
  const StillFails still_fails = violates("no peer's mood");
  const Instance instance = failing_instance(still_fails);
  const Shrunk shrunk = shrink(instance, still_fails, 10);
  CHECK(shrunk.tries == 10);
  CHECK_FALSE(shrunk.minimal);
  CHECK(still_fails(shrunk.instance));
}

TEST_CASE("what does not fail is not shrunk", "[random]") {
  const Instance instance = make_instance(0).value();
  CHECK_THROWS_AS(shrink(instance, [](const Instance&) { return false; }), std::invalid_argument);
}

}  // namespace
}  // namespace pessimist::random
