// Two-phase commit whose handlers keep bit masks in integers: what a hand-tuned model would do.

#include <bit>
#include <cstdint>
#include <string_view>

#include "two_phase_commit_twin.hpp"

namespace pessimist::benchmark {

namespace {

struct Mask {
  static constexpr std::string_view spec = "two-phase-commit-masks";
  static constexpr std::string_view summary =
      "two-phase commit that keeps votes in a bit mask, for the benchmark";

  std::uint32_t bits = 0;

  void insert(unsigned index) { bits |= std::uint32_t{1} << index; }
  int size() const { return std::popcount(bits); }
};

using TwoPhaseCommitMasks = TwoPhaseCommit<Mask>;
PESSIMIST_SPEC(TwoPhaseCommitMasks);

}  // namespace
}  // namespace pessimist::benchmark
