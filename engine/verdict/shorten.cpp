#include "verdict/shorten.hpp"

#include <algorithm>

namespace pessimist {

namespace {

/// The search without stubborn sets may visit so many worlds for each one of the search with them, and some more.
constexpr std::uint64_t worlds_for_each = 10;
constexpr std::uint64_t worlds_besides = 1'000'000;

search::Options options_of(const CheckOptions& options, const search::Summary& reduced,
                           std::chrono::duration<double> elapsed) {
  search::Options search;
  search.workers = options.workers;
  search.first_slots = options.first_slots;
  search.limits = options.limits;
  unsigned deepest = 0;
  for (const auto& finding : reduced.findings) {
    if (finding) deepest = std::max(deepest, finding->depth);
  }
  search.limits.depth = deepest == 0 ? 0 : deepest - 1;
  const std::uint64_t worlds = worlds_for_each * reduced.states + worlds_besides;
  search.limits.states = std::min(worlds, options.limits.states.value_or(worlds));
  if (options.limits.time) {
    const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(elapsed);
    search.limits.time = std::max(std::chrono::milliseconds(0), *options.limits.time - spent);
  }
  search.keep_going = options.keep_going;
  search.interrupted = options.interrupted;
  search.on_progress = options.on_progress;
  return search;
}

}  // namespace

Shortening::Shortening(world::System& system, const std::vector<std::size_t>& properties,
                       const CheckOptions& options, const search::Summary& reduced,
                       std::chrono::duration<double> elapsed)
    : search_(system, properties, options_of(options, reduced, elapsed)), summary_(search_.run()) {}

}  // namespace pessimist
