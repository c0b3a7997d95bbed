#include "random/instance.hpp"

#include <array>
#include <span>
#include <utility>
#include <vector>

#include "random/circumstances.hpp"
#include "random/dice.hpp"
#include "random/random_protocol.hpp"

namespace pessimist::random {

namespace {

constexpr std::uint64_t most_attempts = 3;

bool has_enough(const std::optional<Instance>& instance) {
  return instance && instance->expected.worlds > instance->plan.most_worlds / 12;
}

struct Size {
  unsigned peers, keepers, sends;
};

/// From few worlds to many; of each size there are two shapes.
constexpr std::array<std::array<Size, 2>, 5> sizes{{
    {{{1, 1, 1}, {1, 1, 1}}},
    {{{2, 1, 1}, {1, 2, 1}}},
    {{{2, 1, 2}, {2, 2, 1}}},
    {{{3, 1, 1}, {2, 2, 2}}},
    {{{3, 1, 2}, {3, 3, 1}}},
}};
constexpr std::array<std::array<Size, 2>, 2> crowds{{{{{3, 1, 1}, {3, 1, 1}}}, {{{4, 1, 1}, {3, 2, 1}}}}};

using Sizes = std::span<const std::array<Size, 2>>;

/// One for each size.
std::vector<Plan> plans_of(std::uint64_t seed, Family family, std::uint64_t rules_seed,
                           std::uint64_t most_worlds, Sizes of_sizes) {
  Dice dice{rules_seed, 1};
  Plan plan;
  plan.seed = seed;
  plan.rules = {rules_seed, traits_of(rules_seed)};
  plan.rules.traits.frail = family == Family::frail;
  choose_circumstances(seed, family, plan);
  plan.most_worlds = most_worlds;
  plan.ranked = dice.one_in(2);
  const unsigned shape = dice.below(2);
  std::vector<Plan> plans;
  for (const auto& shapes : of_sizes) {
    const Size& size = shapes[shape];
    plan.peers = size.peers;
    plan.keepers = size.keepers;
    plan.sends = size.sends;
    plans.push_back(plan);
  }
  return plans;
}

/// The least with enough worlds; else the greatest that has not too many.
std::optional<Instance> best_of(const std::vector<Plan>& plans) {
  std::optional<Instance> best;
  for (const Plan& plan : plans) {
    Instance instance = instance_of(plan);
    if (!instance.expected.complete) break;
    best = std::move(instance);
    if (has_enough(best)) break;
  }
  return best;
}

}  // namespace

Instance instance_of(const Plan& plan, Recording* recording) {
  Instance instance{plan, PublishedRules(plan.rules, recording), nullptr, {}, {}};
  instance.options = {plan.network, plan.budgets, plan.most_worlds, plan.seed % 4 == 0};
  instance.model = random_model(plan, instance.rules.number());
  instance.expected = naive::explore(*instance.model, instance.options);
  return instance;
}

std::optional<Instance> make_instance(std::uint64_t seed, std::uint64_t most_worlds, Family family) {
  std::optional<Instance> best;
  for (std::uint64_t attempt = 0; attempt < most_attempts && !has_enough(best); ++attempt) {
    const std::uint64_t rules_seed = seed + (attempt << 32);
    std::optional<Instance> found;
    if (traits_of(rules_seed).crowd) found = best_of(plans_of(seed, family, rules_seed, most_worlds, crowds));
    if (!found) found = best_of(plans_of(seed, family, rules_seed, most_worlds, sizes));
    if (found && (!best || found->expected.worlds > best->expected.worlds)) best = std::move(found);
  }
  return best;
}

}  // namespace pessimist::random
