#include <algorithm>
#include <cstdint>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "random/disagreement.hpp"

namespace pessimist::random {
namespace {

constexpr std::uint64_t seeds = 120;  // pessimist_random goes on from there: tests/CMakeLists.txt

/// Has a violation that takes three steps or more.
bool is_deep(const Instance& instance) {
  for (std::size_t i = 0; i < instance.expected.properties.size(); ++i) {
    const naive::NaiveProperty& property = instance.expected.properties[i];
    if (instance.model->properties()[i].kind == PropertyInfo::Kind::sometimes) continue;
    if (property.violated_or_reached && property.depth >= 3) return true;
  }
  return false;
}

TEST_CASE("the engine and the naive explorer agree on random protocols", "[random]") {
  std::uint64_t kept = 0;
  std::uint64_t deep = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const std::optional<Instance> instance = make_instance(seed);
    if (!instance) continue;
    ++kept;
    if (is_deep(*instance)) ++deep;
    const std::string found = disagreement(*instance);
    if (!found.empty()) FAIL(found);
  }
  CHECK(kept * 10 >= seeds * 9);
  CHECK(deep * 3 >= seeds);
}

// Long runs found: an audit that asked of an inbox that cannot be, one that asked a node that is down, and a way back for
// which a table had to grow.
TEST_CASE("protocols on which the two once differed", "[random]") {
  for (const std::uint64_t seed : {104'203, 300'150, 301'416}) {
    const std::optional<Instance> instance = make_instance(seed, 300);
    REQUIRE(instance);
    CHECK(disagreement(*instance) == "");
  }
}

TEST_CASE("every fault there is befalls random protocols", "[random]") {
  std::set<Fault> drawn;
  for (std::uint64_t seed = 0; seed < 240; ++seed) {
    for (const Family family : {Family::plain, Family::frail}) {
      Plan plan;
      choose_circumstances(seed, family, plan);
      for (const auto& [fault, budget] : plan.budgets) drawn.insert(fault);
    }
  }
  CHECK(drawn.size() == all_faults.size());
}

/// A property's name without its numbers.
std::string kind_of(std::string name) {
  for (char& letter : name) {
    if (letter >= '0' && letter <= '9') letter = 'N';
  }
  return name;
}

void count_properties(const Instance& instance, std::map<std::string, unsigned>& times) {
  for (std::size_t i = 0; i < instance.expected.properties.size(); ++i) {
    const naive::NaiveProperty& property = instance.expected.properties[i];
    const bool sometimes = instance.model->properties()[i].kind == PropertyInfo::Kind::sometimes;
    const std::string name = kind_of(property.name);
    ++times[name + ": present"];
    if (property.vacuous) ++times[name + ": vacuous"];
    if (!property.violated_or_reached) continue;
    ++times[name + (sometimes ? ": reached" : ": violated") + (property.depth >= 3 ? " late" : " early")];
  }
}

TEST_CASE("what random protocols are like", "[.stats]") {
  std::map<std::string, std::vector<std::uint64_t>> worlds;
  std::map<std::string, unsigned> times;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const std::optional<Instance> instance = make_instance(seed);
    if (!instance) {
      ++times["no size fits"];
      continue;
    }
    const Plan& plan = instance->plan;
    const std::uint64_t count = instance->expected.worlds;
    worlds["all"].push_back(count);
    worlds[std::string(to_string(plan.network))].push_back(count);
    if (plan.peers >= 3) worlds["three peers or more"].push_back(count);
    if (plan.keepers >= 2 && !plan.ranked) worlds["two keepers or more, alike"].push_back(count);
    if (plan.rules.traits.fading) worlds["fading"].push_back(count);
    if (plan.rules.traits.idle) worlds["idle"].push_back(count);
    if (plan.rules.traits.veiled) worlds["veiled"].push_back(count);
    if (plan.kind == Kind::reads && plan.rules.traits.quorum) worlds["quorum"].push_back(count);
    if (instance->expected.cut > 0) ++times["some world is cut"];
    if (is_deep(*instance)) ++times["deep"];
    count_properties(*instance, times);
  }
  for (auto& [kind, counts] : worlds) {
    std::sort(counts.begin(), counts.end());
    const std::size_t last = counts.size() - 1;
    std::cout << kind << ": " << counts.size() << " protocols; worlds: quartiles " << counts[0] << ' '
              << counts[last / 4] << ' ' << counts[last / 2] << ' ' << counts[last * 3 / 4] << ' '
              << counts[last] << '\n';
  }
  for (const auto& [what, number] : times) std::cout << what << ": " << number << '\n';
}

}  // namespace
}  // namespace pessimist::random
