#include "random/instance.hpp"

#include <array>
#include <span>
#include <utility>
#include <vector>

#include "random/dice.hpp"
#include "random/random_protocol.hpp"

namespace pessimist::random {

namespace {

constexpr std::uint64_t most_attempts = 3;

const std::array<std::pair<Network, bool>, 5> networks{{{Network::unreliable, false},
                                                        {Network::unordered, false},
                                                        {Network::fifo, false},
                                                        {Network::unreliable, true},
                                                        {Network::unordered, true}}};
using Budgets = std::map<Fault, unsigned>;
const std::array<Budgets, 8> budgets{Budgets{},
                                     Budgets{{Fault::crash, 1}},
                                     Budgets{},
                                     Budgets{{Fault::crash, 1}, {Fault::restart, 1}},
                                     Budgets{{Fault::crash_in_handler, 1}, {Fault::restart, 1}},
                                     Budgets{{Fault::amnesia, 1}},
                                     Budgets{{Fault::drop, 1}, {Fault::crash_in_handler, 1}},
                                     Budgets{{Fault::drop, 1}, {Fault::duplicate, 1}}};

/// Of links, for protocols that only receive.
const std::array<Budgets, 5> budgets_of_links{
    Budgets{{Fault::cut, 1}, {Fault::heal, 1}}, Budgets{{Fault::partition, 1}, {Fault::heal, 1}},
    Budgets{{Fault::isolate, 1}, {Fault::crash, 1}}, Budgets{{Fault::cut, 2}},
    Budgets{{Fault::reset, 1}, {Fault::cut, 1}}};

/// What can go wrong on that network.
Budgets budgets_for(Network network, bool reading, std::uint64_t seed) {
  if (network != Network::unreliable && !reading && seed / 8 % 3 == 2) {
    Budgets of_links = budgets_of_links[seed / 24 % budgets_of_links.size()];
    if (network != Network::fifo) of_links.erase(Fault::reset);
    return of_links;
  }
  Budgets all = budgets[seed % budgets.size()];
  if (network == Network::unreliable)
    std::erase_if(all, [](const auto& budget) { return is_of_network(budget.first); });
  return all;
}

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
std::vector<Plan> plans_of(std::uint64_t seed, std::uint64_t rules_seed, std::uint64_t most_worlds,
                           Sizes of_sizes) {
  Dice dice{rules_seed, 1};
  Plan plan;
  plan.seed = seed;
  plan.rules = {rules_seed, traits_of(rules_seed)};
  plan.network = networks[seed % networks.size()].first;
  plan.reading = networks[seed % networks.size()].second;
  plan.budgets = budgets_for(plan.network, plan.reading, seed);
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

std::optional<Instance> make_instance(std::uint64_t seed, std::uint64_t most_worlds) {
  std::optional<Instance> best;
  for (std::uint64_t attempt = 0; attempt < most_attempts && !has_enough(best); ++attempt) {
    const std::uint64_t rules_seed = seed + (attempt << 32);
    std::optional<Instance> found;
    if (traits_of(rules_seed).crowd) found = best_of(plans_of(seed, rules_seed, most_worlds, crowds));
    if (!found) found = best_of(plans_of(seed, rules_seed, most_worlds, sizes));
    if (found && (!best || found->expected.worlds > best->expected.worlds)) best = std::move(found);
  }
  return best;
}

}  // namespace pessimist::random
