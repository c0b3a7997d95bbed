#pragma once

// Sleep sets rest on independence: where two steps are independent, both orders lead to the same world. Here both orders
// are taken, whether or not sleep sets are used in this run.

#include <functional>
#include <optional>
#include <utility>

#include "reductions/audit.hpp"
#include "reductions/sleep_sets.hpp"

namespace pessimist::reductions {

class IndependenceAudit final : public Audit {
 public:
  /// A step of a world, by its place in its node's unit.
  struct Event {
    NodeIndex node = 0;
    std::size_t step = 0;
  };
  /// Whether one event may sleep behind the other.
  using Relation = std::function<bool(const world::UnfoldedWorld& world, Event one, Event other)>;

  /// The relation that sleep sets use; then all worlds must be of one expander.
  IndependenceAudit() = default;
  explicit IndependenceAudit(Relation are_independent) : are_independent_(std::move(are_independent)) {}

  std::uint64_t look(world::Expander& expander, const world::UnfoldedWorld& world,
                     std::uint64_t seed) override;

 private:
  /// Of each world.
  static constexpr std::uint64_t most_pairs = 8;
  static constexpr std::uint64_t most_turns = 24;

  /// False if there is nothing to compare: the second is not possible behind the first, or a bound forbids either.
  static bool take_in_both_orders(world::Expander& expander, const world::UnfoldedWorld& world, Event one,
                                  Event other);

  std::optional<SleepSets> sleep_sets_;
  Relation are_independent_;
};

}  // namespace pessimist::reductions
