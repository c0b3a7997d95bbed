// Two-phase commit whose handlers keep a std::map: the costliest of the containers that come naturally.

#include <map>
#include <string_view>

#include "two_phase_commit_twin.hpp"

namespace pessimist::benchmark {

namespace {

struct Map {
  static constexpr std::string_view spec = "two-phase-commit-maps";
  static constexpr std::string_view summary =
      "two-phase commit that keeps votes in a std::map, for the benchmark";

  std::map<unsigned, bool> has_prepared{};

  void insert(unsigned index) { has_prepared[index] = true; }
  int size() const { return static_cast<int>(has_prepared.size()); }
};

using TwoPhaseCommitMaps = TwoPhaseCommit<Map>;
PESSIMIST_SPEC(TwoPhaseCommitMaps);

}  // namespace
}  // namespace pessimist::benchmark
