// Two-phase commit whose handlers keep a std::set, as the shipped one's do, in the form of the other twins.

#include <set>
#include <string_view>

#include "two_phase_commit_twin.hpp"

namespace pessimist::benchmark {

namespace {

struct Set {
  static constexpr std::string_view spec = "two-phase-commit-sets";
  static constexpr std::string_view summary =
      "two-phase commit that keeps votes in a std::set, for the benchmark";

  std::set<unsigned> indices{};

  void insert(unsigned index) { indices.insert(index); }
  int size() const { return static_cast<int>(indices.size()); }
};

using TwoPhaseCommitSets = TwoPhaseCommit<Set>;
PESSIMIST_SPEC(TwoPhaseCommitSets);

}  // namespace
}  // namespace pessimist::benchmark
