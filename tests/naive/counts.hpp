#pragma once

// What the tests of the naive explorer count.

#include <cstdint>
#include <map>
#include <ostream>
#include <utility>

#include <catch2/catch.hpp>

#include "naive/explorer.hpp"
#include "pessimist/pessimist.hpp"

namespace pessimist::naive {

struct Counts {
  std::uint64_t worlds, transitions;
  unsigned depth;
  std::uint64_t cut = 0;
  friend bool operator==(const Counts&, const Counts&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Counts& c) {
    return out << c.worlds << " worlds, " << c.transitions << " transitions, depth " << c.depth << ", cut "
               << c.cut;
  }
};

template <class Protocol>
NaiveResult explored(Network network, std::map<Fault, unsigned> budgets = {},
                     const typename Protocol::Parameters& parameters = {}, std::uint64_t most_worlds = 1000) {
  return explore(ProtocolModel<Protocol>(parameters), {network, std::move(budgets), most_worlds});
}

inline Counts counts(const NaiveResult& result) {
  return {result.worlds, result.transitions, result.depth, result.cut};
}

template <class Protocol>
Counts counted(Network network, std::map<Fault, unsigned> budgets = {},
               const typename Protocol::Parameters& parameters = {}) {
  const NaiveResult result = explored<Protocol>(network, std::move(budgets), parameters);
  REQUIRE(result.complete);
  return counts(result);
}

}  // namespace pessimist::naive
