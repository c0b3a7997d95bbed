#include <algorithm>
#include <cstdint>
#include <iostream>
#include <map>
#include <vector>

#include <catch2/catch.hpp>

#include "naive/agreement.hpp"
#include "random/instance.hpp"

namespace pessimist::random {
namespace {

constexpr std::uint64_t seeds = 320;

TEST_CASE("the engine and the naive explorer agree on random protocols", "[random]") {
  std::uint64_t kept = 0;
  std::uint64_t deep = 0;  // have a violation that takes three steps or more
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const std::optional<Instance> instance = make_instance(seed);
    if (!instance) continue;
    ++kept;
    for (std::size_t i = 0; i < instance->expected.properties.size(); ++i) {
      const naive::NaiveProperty& property = instance->expected.properties[i];
      if (instance->model->properties()[i].kind == PropertyInfo::Kind::sometimes) continue;
      if (!property.violated_or_reached || property.depth < 3) continue;
      ++deep;
      break;
    }
    INFO(instance->description());
    REQUIRE(naive::differences(*instance->model, instance->options, instance->expected) == "");
  }
  CHECK(kept * 10 >= seeds * 9);
  CHECK(deep * 3 >= seeds);
}

TEST_CASE("what random protocols are like", "[.stats]") {
  std::map<std::string, std::vector<std::uint64_t>> worlds;
  std::map<std::string, unsigned> violated;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const std::optional<Instance> instance = make_instance(seed);
    if (!instance) {
      ++violated["no size fits"];
      continue;
    }
    worlds["all"].push_back(instance->expected.worlds);
    worlds[std::string(to_string(instance->options.network))].push_back(instance->expected.worlds);
    if (instance->expected.cut > 0) ++violated["some world is cut"];
    for (std::size_t i = 0; i < instance->expected.properties.size(); ++i) {
      const naive::NaiveProperty& property = instance->expected.properties[i];
      const bool sometimes = instance->model->properties()[i].kind == PropertyInfo::Kind::sometimes;
      const std::string name = property.name + (sometimes ? ", reached" : ", violated");
      ++violated[property.name + ", present"];
      if (property.violated_or_reached) ++violated[name + (property.depth >= 3 ? " late" : " early")];
      if (property.vacuous) ++violated[property.name + ", vacuous"];
    }
  }
  for (auto& [kind, counts] : worlds) {
    std::sort(counts.begin(), counts.end());
    const std::size_t last = counts.size() - 1;
    std::cout << kind << ": " << counts.size() << " protocols; worlds: quartiles " << counts[0] << ' '
              << counts[last / 4] << ' ' << counts[last / 2] << ' ' << counts[last * 3 / 4] << ' '
              << counts[last] << '\n';
  }
  for (const auto& [what, times] : violated) std::cout << what << ": " << times << '\n';
}

}  // namespace
}  // namespace pessimist::random
