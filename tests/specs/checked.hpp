#pragma once

// What a check of a shipped specification comes to, and what it must come to.

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include <pessimist/pessimist.hpp>

#include "verdict/check.hpp"

namespace pessimist::specs {

/// How a specification is run: `name=value` parameters, fault budgets, and a network if not its default.
struct Run {
  std::string spec;
  Assignments parameters{};
  std::map<Fault, unsigned> faults{};
  std::optional<Network> network{};
};

inline const std::map<Fault, unsigned> one_crash{{Fault::crash, 1}};
inline const std::map<Fault, unsigned> one_crash_and_restart{{Fault::crash, 1}, {Fault::restart, 1}};

inline std::string shown(const Run& run) {
  std::string text = run.spec;
  for (const auto& [name, value] : run.parameters) text += " " + name + "=" + value;
  for (const auto& [fault, budget] : run.faults) {
    text += " " + std::string(to_string(fault)) + "=" + std::to_string(budget);
  }
  if (run.network) text += " " + std::string(to_string(*run.network));
  return text;
}

inline CheckResult checked(const Run& run, std::vector<std::string> properties = {},
                           ReductionSet reductions = {}) {
  const auto& specs = registered_specs();
  const auto spec = std::ranges::find(specs, run.spec, &Spec::name);
  REQUIRE(spec != specs.end());
  const auto model = spec->make(run.parameters);
  CheckOptions options;
  options.network = run.network.value_or(model->networks().front());
  options.budgets = run.faults;
  options.properties = std::move(properties);
  options.reductions = reductions;
  return check(*model, options);
}

inline const PropertyResult& property(const CheckResult& result, const std::string& name) {
  const auto found = std::ranges::find(result.properties, name, &PropertyResult::name);
  REQUIRE(found != result.properties.end());
  return *found;
}

/// Every property holds, none of them for want of anything to judge; all worlds were found, in so many layers.
inline void proves(const Run& run, std::uint64_t states, unsigned depth) {
  INFO(shown(run));
  const CheckResult result = checked(run);
  CHECK(to_string(result.verdict) == "proved");
  CHECK(result.states == states);
  CHECK(result.depth == depth);
  for (const PropertyResult& judged : result.properties) {
    INFO(judged.name);
    CHECK(judged.verdict == PropertyResult::Verdict::holds);
    CHECK_FALSE(judged.vacuous);
  }
}

/// The property is violated, and in no fewer steps; in words that match.
inline void breaks(const Run& run, const std::string& name, std::size_t steps, const std::string& why) {
  INFO(shown(run));
  const CheckResult result = checked(run, {name});
  CHECK(to_string(result.verdict) == "violated");
  const PropertyResult& broken = property(result, name);
  CHECK(broken.verdict == PropertyResult::Verdict::violated);
  REQUIRE(broken.trace.has_value());
  CHECK(broken.trace->steps.size() == steps);
  CHECK_THAT(broken.why, Catch::Matchers::Matches(why));
}

/// The property holds by itself.
inline void keeps(const Run& run, const std::string& name, bool vacuous = false) {
  INFO(shown(run));
  const CheckResult result = checked(run, {name});
  CHECK(to_string(result.verdict) == "proved");
  CHECK(property(result, name).vacuous == vacuous);
}

/// Some world satisfies the property, and none in fewer steps.
inline void reaches(const Run& run, const std::string& name, std::size_t steps) {
  INFO(shown(run));
  const PropertyResult reached = property(checked(run), name);
  CHECK(reached.verdict == PropertyResult::Verdict::holds);
  REQUIRE(reached.trace.has_value());
  CHECK(reached.trace->steps.size() == steps);
}

}  // namespace pessimist::specs
