#pragma once

#include <cstdint>
#include <map>
#include <ostream>

#include <catch2/catch.hpp>

#include <pessimist/pessimist.hpp>

#include "naive/agreement.hpp"
#include "verdict/check.hpp"

namespace pessimist::faults {

using Budgets = std::map<Fault, unsigned>;

struct Counts {
  std::uint64_t worlds = 0;
  std::uint64_t transitions = 0;
  unsigned depth = 0;
  bool operator==(const Counts&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const Counts& counts) {
  return out << counts.worlds << " worlds, " << counts.transitions << " transitions, depth " << counts.depth;
}

/// Counted by the engine without reductions, once the naive explorer has agreed with it under every reduction.
template <class Protocol>
Counts counted(Network network, const Budgets& budgets,
               const typename Protocol::Parameters& parameters = typename Protocol::Parameters{}) {
  const ProtocolModel<Protocol> model(parameters);
  const naive::NaiveOptions plain{network, budgets};
  CHECK(naive::differences(model, plain, naive::explore(model, plain)) == "");
  CheckOptions options;
  options.network = network;
  options.budgets = budgets;
  options.keep_going = true;
  const CheckResult result = check(model, options);
  return {result.states, result.transitions, result.depth};
}

/// What the engine says of such a run, which it must refuse.
template <class Protocol>
std::string refusal(Network network, const Budgets& budgets,
                    const typename Protocol::Parameters& parameters = typename Protocol::Parameters{}) {
  const ProtocolModel<Protocol> model(parameters);
  CheckOptions options;
  options.network = network;
  options.budgets = budgets;
  try {
    (void)check(model, options);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "it runs";
}

}  // namespace pessimist::faults
