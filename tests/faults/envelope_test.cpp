// Envelopes and fewest faults, beside one run for each budget.

#include "verdict/envelope.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include <pessimist/pessimist.hpp>

#include "pessimist/parameter.hpp"
#include "random/dice.hpp"
#include "random/instance.hpp"
#include "world/ledger.hpp"

namespace pessimist {
namespace {

bool is_within(const FaultBudget& one, const FaultBudget& other) {
  for (const auto& [fault, times] : one) {
    if (times > 0 && (other.count(fault) == 0 || other.at(fault) < times)) return false;
  }
  return true;
}

unsigned total(const FaultBudget& budget) {
  unsigned sum = 0;
  for (const auto& [fault, times] : budget) sum += times;
  return sum;
}

/// Every budget up to one, without zeros.
std::vector<FaultBudget> budgets_upto(const FaultBudget& upto) {
  std::vector<FaultBudget> all{{}};
  for (const auto& [fault, most] : upto) {
    std::vector<FaultBudget> next;
    for (const FaultBudget& budget : all) {
      for (unsigned times = 0; times <= most; ++times) {
        next.push_back(budget);
        if (times > 0) next.back()[fault] = times;
      }
    }
    all = std::move(next);
  }
  return all;
}

/// Those with none of the others above them, or below them.
std::vector<FaultBudget> extreme(const std::vector<FaultBudget>& budgets, bool least) {
  std::vector<FaultBudget> result;
  for (const FaultBudget& budget : budgets) {
    const bool beaten = std::any_of(budgets.begin(), budgets.end(), [&](const FaultBudget& other) {
      return other != budget && (least ? is_within(other, budget) : is_within(budget, other));
    });
    if (!beaten) result.push_back(budget);
  }
  std::sort(result.begin(), result.end());
  return result;
}

TEST_CASE("envelope: the greatest budgets beside breaking ones", "[faults]") {
  const FaultBudget upto{{Fault::crash, 3}, {Fault::restart, 2}, {Fault::drop, 2}};
  const std::vector<FaultBudget> all = budgets_upto(upto);
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    random::Dice dice{seed};
    std::vector<FaultBudget> breaking;
    for (unsigned i = dice.below(4); i > 0; --i)
      breaking.push_back(all[dice.below(static_cast<unsigned>(all.size()))]);
    std::vector<FaultBudget> holding;
    for (const FaultBudget& budget : all) {
      const auto breaks = [&](const FaultBudget& least) { return is_within(least, budget); };
      if (std::none_of(breaking.begin(), breaking.end(), breaks)) holding.push_back(budget);
    }
    CHECK(greatest_beside(breaking, upto) == extreme(holding, false));
  }
}

struct Setting {
  Network network;
  FaultBudget upto;
};
const std::vector<Setting> settings{
    {Network::unreliable, {{Fault::crash, 1}, {Fault::restart, 1}, {Fault::amnesia, 1}}},
    {Network::unreliable, {{Fault::crash_in_handler, 2}, {Fault::restart, 1}}},
    {Network::unordered, {{Fault::drop, 1}, {Fault::duplicate, 1}, {Fault::crash, 1}}},
    {Network::fifo, {{Fault::drop, 2}, {Fault::amnesia, 1}}},
};

CheckOptions options_for(const Setting& setting, bool reduced) {
  CheckOptions options;
  options.network = setting.network;
  options.keep_going = true;
  options.limits.states = 20'000;
  options.reductions.alone = options.reductions.classes = options.reductions.symmetry = reduced;
  return options;
}

/// Least steps to violate a property that must always hold, by budget; nothing of those that survive.
using Steps = std::map<FaultBudget, unsigned>;

/// By property; nothing if some run is too large.
std::optional<std::map<std::string, Steps>> one_by_one(const Model& model, const Setting& setting) {
  const auto is_always = [](const PropertyInfo& one) { return one.kind == PropertyInfo::Kind::always; };
  if (std::none_of(model.properties().begin(), model.properties().end(), is_always)) return std::nullopt;
  std::map<std::string, Steps> steps;
  for (const FaultBudget& budget : budgets_upto(setting.upto)) {
    CheckOptions options = options_for(setting, false);
    options.budgets = budget;
    const CheckResult result = check(model, options);
    if (!result.complete) return std::nullopt;
    for (const PropertyResult& property : result.properties) {
      if (property.kind == PropertyInfo::Kind::always &&
          property.verdict == PropertyResult::Verdict::violated)
        steps[property.name][budget] = *property.steps;
    }
  }
  return steps;
}

void compare_envelope(const Model& model, const Setting& setting, bool reduced, unsigned workers,
                      const std::map<std::string, Steps>& expected) {
  CheckOptions options = options_for(setting, reduced);
  options.budgets = setting.upto;
  options.workers = workers;
  options.first_slots = workers > 1 ? 2 : 1024;
  const Envelope found = envelope(model, options);
  REQUIRE(found.run.complete);
  for (const PropertyEnvelope& property : found.properties) {
    INFO(property.name);
    const auto known = expected.find(property.name);
    const Steps steps = known == expected.end() ? Steps{} : known->second;
    std::vector<FaultBudget> breaking;
    for (const auto& [budget, depth] : steps) breaking.push_back(budget);
    const std::vector<FaultBudget> least = extreme(breaking, true);
    std::vector<FaultBudget> found_least;
    for (const auto& one : property.breaking) {
      found_least.push_back(one.budget);
      CHECK(*one.found.steps == steps.at(one.budget));
      REQUIRE(one.found.trace);
      CHECK(one.found.trace->steps.size() == *one.found.steps);
      CHECK(one.found.trace->last().faults_used == one.budget);
    }
    std::sort(found_least.begin(), found_least.end());
    CHECK(found_least == least);
    std::vector<FaultBudget> holding;
    for (const FaultBudget& budget : budgets_upto(setting.upto)) {
      if (!steps.contains(budget)) holding.push_back(budget);
    }
    CHECK(property.surviving == extreme(holding, false));
  }
}

/// More faults never mend what fewer break.
void require_monotone(const Setting& setting, const Steps& steps) {
  for (const auto& [budget, depth] : steps) {
    for (const FaultBudget& more : budgets_upto(setting.upto)) {
      if (!is_within(budget, more)) continue;
      REQUIRE(steps.contains(more));
      CHECK(steps.at(more) <= depth);
    }
  }
}

void compare_fewest(const Model& model, const Setting& setting,
                    const std::map<std::string, Steps>& expected) {
  CheckOptions options = options_for(setting, true);
  options.budgets = setting.upto;
  options.prefer_faults = true;
  const CheckResult found = check(model, options);
  for (const PropertyResult& property : found.properties) {
    if (property.kind != PropertyInfo::Kind::always) continue;
    INFO(property.name);
    const auto known = expected.find(property.name);
    CHECK(property.fewest_faults == (known != expected.end()));
    if (known == expected.end() || !property.trace) continue;
    unsigned fewest = 100;
    for (const auto& [budget, depth] : known->second) fewest = std::min(fewest, total(budget));
    unsigned depth_of_fewest = 1000;
    for (const auto& [budget, depth] : known->second) {
      if (total(budget) == fewest) depth_of_fewest = std::min(depth_of_fewest, depth);
    }
    CHECK(total(property.trace->last().faults_used) == fewest);
    CHECK(*property.steps == depth_of_fewest);
  }
}

TEST_CASE("envelope and fewest faults: beside one run for each budget, on random protocols", "[faults]") {
  unsigned compared = 0;
  unsigned breaking = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const std::optional<random::Instance> instance = random::make_instance(seed, 300);
    if (!instance) continue;
    for (const Setting& setting : settings) {
      const auto& networks = instance->model->networks();
      if (std::find(networks.begin(), networks.end(), setting.network) == networks.end()) continue;
      if (seed % settings.size() != static_cast<std::size_t>(&setting - settings.data())) continue;
      const auto expected = one_by_one(*instance->model, setting);
      if (!expected) continue;
      INFO("seed " << seed << ", " << to_string(setting.network));
      ++compared;
      breaking += expected->empty() ? 0 : 1;
      for (const auto& [name, steps] : *expected) require_monotone(setting, steps);
      compare_envelope(*instance->model, setting, false, 1, *expected);
      compare_envelope(*instance->model, setting, true, 1, *expected);
      compare_envelope(*instance->model, setting, seed % 3 == 0, 2, *expected);
      compare_fewest(*instance->model, setting, *expected);
    }
  }
  CHECK(compared >= 20);
  CHECK(breaking >= 10);
}

// A climber gets to the top by three steps, or by falling and getting up.

struct Climber {
  int height = 0;
  void act(const Received<>&) {
    if (height < 3) ++height;
  }
  void restart() { height = 3; }
};
struct Mountain {
  using Roles = pessimist::Roles<Climber>;
  using Messages = pessimist::Messages<>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Mountain>& setup) {
    setup.nodes<Climber>(1);
    setup.faults({Fault::crash, Fault::restart});
    setup.always("below the top", each(&Climber::height, [](int height) { return height < 3; }));
    setup.no_deadlock("up", each(&Climber::height, [](int height) { return height == 3; }));
    setup.always("below the summit", each(&Climber::height, [](int height) { return height < 4; }));
  }
};

TEST_CASE("envelope: a longer way with fewer faults stands for a shorter one with more", "[faults]") {
  const ProtocolModel<Mountain> model(Mountain::Parameters{});
  CheckOptions options;
  options.budgets = {{Fault::crash, 2}, {Fault::restart, 2}};
  options.keep_going = true;
  const Envelope found = envelope(model, options);
  REQUIRE(found.properties.size() == 2);
  REQUIRE(found.properties[0].breaking.size() == 1);
  CHECK(found.properties[0].breaking[0].budget.empty());
  CHECK(*found.properties[0].breaking[0].found.steps == 3);
  CHECK(found.properties[0].surviving.empty());
  CHECK(found.properties[1].breaking.empty());
  CHECK(found.properties[1].surviving == std::vector{options.budgets});
  // Of worlds that are reached with more faults and no less is to be seen in, nothing is made.
  CHECK(found.run.transitions < check(model, options).transitions);
  const CheckResult by_steps = check(model, options);
  CHECK(*by_steps.properties[0].steps == 2);
  options.prefer_faults = true;
  const CheckResult by_faults = check(model, options);
  CHECK(*by_faults.properties[0].steps == 3);
  CHECK(by_faults.properties[0].fewest_faults);
  // One who has fallen is stuck only if no restart is left.
  options.keep_going = false;
  options.properties = {"up"};
  options.budgets = {{Fault::crash, 1}, {Fault::restart, 1}};
  options.prefer_faults = false;
  CHECK(check(model, options).verdict == Verdict::proved);
  options.prefer_faults = true;
  CHECK(check(model, options).verdict == Verdict::proved);
}

TEST_CASE("ledger: as many faults together as are allowed", "[faults]") {
  const world::Ledger ledger({{Fault::crash, 2}, {Fault::restart, 2}}, 2);
  const auto crash = ledger.spend(0, {Fault::crash}).value();
  const auto both = ledger.spend(crash, {Fault::restart}).value();
  CHECK_FALSE(ledger.spend(both, {Fault::crash}));
  CHECK_FALSE(ledger.spend(crash, {Fault::crash, Fault::restart}));
  CHECK(ledger.spend(0, {Fault::crash, Fault::restart}) == both);
  CHECK(ledger.is_within(crash, both));
  CHECK_FALSE(ledger.is_within(both, crash));
  CHECK_FALSE(ledger.spend(0, {Fault::drop}));
}

}  // namespace
}  // namespace pessimist
