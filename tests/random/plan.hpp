#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "pessimist/model.hpp"
#include "random/kind.hpp"
#include "random/rules.hpp"

namespace pessimist::random {

/// All that makes up a random protocol and how it is run: a value, which can be compared and made smaller.
struct Plan {
  std::uint64_t seed = 0;  ///< that it was made from; what it does depends on its rules alone
  Rules rules;
  Kind kind = Kind::receives;
  bool ranked = false;  ///< keepers are ordered
  unsigned peers = 1;
  unsigned keepers = 1;
  unsigned sends = 1;  ///< how often each node may
  Network network = Network::unreliable;
  std::map<Fault, unsigned> budgets{};
  std::optional<unsigned> most_down{};
  std::uint64_t most_worlds = 4000;  ///< with more it is not explored to its end
  std::set<std::string> left_out{};  ///< properties and bounds that the seed would have
  friend auto operator<=>(const Plan&, const Plan&) = default;
};

}  // namespace pessimist::random
