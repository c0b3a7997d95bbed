#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "pessimist/model.hpp"
#include "random/rules.hpp"

namespace pessimist::random {

/// All that makes up a random protocol and how it is run: a value, which can be compared and made smaller.
struct Plan {
  std::uint64_t seed = 0;  ///< that it was made from; what it does depends on its rules alone
  Rules rules;
  bool reading = false;  ///< has acts that read messages, for the networks unreliable and unordered
  bool ranked = false;   ///< keepers are ordered
  unsigned peers = 1;
  unsigned keepers = 1;
  unsigned sends = 1;  ///< how often each node may
  Network network = Network::unreliable;
  std::map<Fault, unsigned> budgets{};
  std::uint64_t most_worlds = 4000;  ///< with more it is not explored to its end
  std::set<std::string> left_out{};  ///< properties and bounds that the seed would have
  friend auto operator<=>(const Plan&, const Plan&) = default;
};

}  // namespace pessimist::random
