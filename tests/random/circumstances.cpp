#include "random/circumstances.hpp"

#include <array>
#include <tuple>
#include <utility>

namespace pessimist::random {

namespace {

using Choice = std::pair<Network, Kind>;
const std::array<Choice, 5> of_plain{{{Network::unreliable, Kind::receives},
                                      {Network::unordered, Kind::receives},
                                      {Network::fifo, Kind::receives},
                                      {Network::unreliable, Kind::reads},
                                      {Network::unordered, Kind::reads}}};
const std::array<Choice, 5> of_frail{{{Network::unreliable, Kind::fails},
                                      {Network::unordered, Kind::fails},
                                      {Network::fifo, Kind::fails},
                                      {Network::unordered, Kind::times},
                                      {Network::fifo, Kind::times}}};

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

const std::array<Budgets, 8> budgets_of_frail{
    Budgets{{Fault::crash, 1}, {Fault::restart, 1}, {Fault::lost_writes, 1}},
    Budgets{{Fault::crash_in_handler, 1}, {Fault::restart, 1}, {Fault::lost_writes, 1}},
    Budgets{{Fault::byzantine, 1}, {Fault::pause, 1}},
    Budgets{{Fault::crash, 2}, {Fault::restart, 1}},
    Budgets{{Fault::cut, 1}, {Fault::heal, 1}, {Fault::lost_writes, 1}, {Fault::crash, 1}},
    Budgets{{Fault::reset, 1}, {Fault::pause, 1}},
    Budgets{{Fault::pause, 1}, {Fault::crash, 1}},
    Budgets{{Fault::partition, 1}, {Fault::byzantine, 1}}};
const std::array<Budgets, 6> budgets_of_times{
    Budgets{{Fault::skew, 1}},
    Budgets{{Fault::jump, 1}},
    Budgets{{Fault::pause, 1}, {Fault::skew, 1}},
    Budgets{{Fault::crash, 1}, {Fault::jump, 1}, {Fault::restart, 1}},
    Budgets{{Fault::cut, 1}, {Fault::skew, 1}},
    Budgets{{Fault::byzantine, 1}, {Fault::pause, 1}}};

const Budgets& wanted(const Plan& plan, std::uint64_t seed) {
  if (plan.kind == Kind::fails) return budgets_of_frail[seed / 5 % budgets_of_frail.size()];
  if (plan.kind == Kind::times) return budgets_of_times[seed / 5 % budgets_of_times.size()];
  if (plan.network != Network::unreliable && plan.kind == Kind::receives && seed / 8 % 3 == 2)
    return budgets_of_links[seed / 24 % budgets_of_links.size()];
  return budgets[seed % budgets.size()];
}

bool is_possible(Fault fault, Network network) {
  if (fault == Fault::byzantine) return network == Network::unreliable;
  if (fault == Fault::reset) return network == Network::fifo;
  return !is_of_network(fault) || network != Network::unreliable;
}

}  // namespace

void choose_circumstances(std::uint64_t seed, Family family, Plan& plan) {
  const auto& choices = family == Family::plain ? of_plain : of_frail;
  std::tie(plan.network, plan.kind) = choices[seed % choices.size()];
  plan.budgets = wanted(plan, seed);
  std::erase_if(plan.budgets, [&](const auto& budget) { return !is_possible(budget.first, plan.network); });
  if (family == Family::frail && seed % 3 == 0) plan.most_down = 1;
}

}  // namespace pessimist::random
