#include "random/simpler.hpp"

#include <functional>
#include <utility>

namespace pessimist::random {

namespace {

/// The reaction with one effect less, in every way.
std::vector<Reaction> weaker(const Situation& situation, const Reaction& reaction) {
  std::vector<Reaction> result;
  const auto add = [&](const std::function<void(Reaction&)>& change) {
    Reaction changed = reaction;
    change(changed);
    changed = plain(situation, changed);
    if (changed != reaction) result.push_back(changed);
  };
  add([](Reaction& r) { r.message = Reaction::Message::none; });
  add([](Reaction& r) { r.twice = false; });
  add([](Reaction& r) { r.differ = false; });
  add([](Reaction& r) { r.mood.reset(); });
  add([](Reaction& r) { r.level.reset(); });
  add([](Reaction& r) { r.forgets = false; });
  add([](Reaction& r) { r.remembers = false; });
  add([](Reaction& r) { r.notices = false; });
  add([](Reaction& r) { r.disarms_tick = false; });
  add([](Reaction& r) { r.arms_tick = false; });
  add([](Reaction& r) { r.arms_nap = false; });
  add([](Reaction& r) { r.value = 0; });
  add([](Reaction& r) { r.takes = false; });
  add([](Reaction& r) { r.syncs = false; });
  add([](Reaction& r) { r.yields = false; });
  return result;
}

Plan with(Plan plan, const Situation& situation, const Reaction& reaction) {
  if (reaction == Reaction{}) {
    plan.rules.table->erase(situation);
  } else {
    (*plan.rules.table)[situation] = reaction;
  }
  return plan;
}

/// The plan in which a node does not choose, but takes that branch.
Plan decided(Plan plan, const Situation& situation, std::size_t branch) {
  Situation chosen = situation;
  chosen.branch = branch;
  const auto listed = plan.rules.table->find(chosen);
  const Reaction reaction = listed == plan.rules.table->end() ? Reaction{} : listed->second;
  for (chosen.branch = 1; chosen.branch <= 2; ++chosen.branch) plan.rules.table->erase(chosen);
  return with(std::move(plan), situation, plain(situation, reaction));
}

}  // namespace

std::vector<Plan> with_less_around(const Plan& plan) {
  std::vector<Plan> result;
  for (const auto& [fault, budget] : plan.budgets) {
    Plan less = plan;
    less.budgets.erase(fault);
    result.push_back(less);
  }
  if (plan.most_down) {
    result.push_back(plan);
    result.back().most_down.reset();
  }
  const auto add = [&](unsigned Plan::*count, unsigned least) {
    if (plan.*count <= least) return;
    Plan less = plan;
    --(less.*count);
    result.push_back(less);
  };
  add(&Plan::keepers, 0);
  add(&Plan::peers, 1);
  add(&Plan::sends, 0);
  if (plan.ranked) {
    Plan less = plan;
    less.ranked = false;
    result.push_back(less);
  }
  return result;
}

std::vector<Plan> with_simpler(const Plan& plan, const Situation& situation) {
  std::vector<Plan> result;
  const auto listed = plan.rules.table->find(situation);
  if (listed == plan.rules.table->end()) return result;
  if (listed->second.chooses) return {decided(plan, situation, 1), decided(plan, situation, 2)};
  for (const Reaction& reaction : weaker(situation, listed->second)) {
    result.push_back(with(plan, situation, reaction));
  }
  return result;
}

}  // namespace pessimist::random
