#include "reductions/independence_audit.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "reductions/checker_fault.hpp"

namespace pessimist::reductions {

namespace {

using Event = IndependenceAudit::Event;

const world::Step& step_of(const world::UnfoldedWorld& world, Event event) {
  return world.units[event.node]->steps[event.step];
}

/// An event of one world in another: the same outcome of the same trigger.
std::optional<Event> find(const world::Step& step, NodeIndex node, const world::UnfoldedWorld& in) {
  const auto& steps = in.units[node]->steps;
  const auto found = std::find_if(steps.begin(), steps.end(), [&](const world::Step& other) {
    return other.trigger == step.trigger && other.outcome == step.outcome;
  });
  if (found == steps.end()) return std::nullopt;
  return Event{node, static_cast<std::size_t>(found - steps.begin())};
}

/// The world behind an event, if the event is possible and its world is followed.
std::optional<world::UnfoldedWorld> after(world::Expander& expander, const world::UnfoldedWorld& world,
                                          Event event) {
  const auto leaves = expander.take(world, event.node, event.step);
  if (!leaves) return std::nullopt;
  world::UnfoldedWorld next = expander.world_of(*leaves);
  if (expander.is_outside(next)) return std::nullopt;
  return next;
}

/// In which leaves two worlds differ; of those, the first node's name.
std::optional<std::string> difference(world::System& system, const world::Tree::Nodes& one,
                                      const std::optional<world::Tree::Nodes>& other) {
  if (!other) return "the first of them is not possible behind the second";
  for (std::size_t leaf = 0; leaf < system.tree().leaves(); ++leaf) {
    if (one[leaf] == (*other)[leaf]) continue;
    if (leaf < system.nodes())
      return "they differ in " + system.model().layout().name(static_cast<NodeIndex>(leaf));
    return "they differ in what was sent, or in which faults were used";
  }
  return std::nullopt;
}

}  // namespace

std::uint64_t IndependenceAudit::look(world::Expander& expander, const world::UnfoldedWorld& world,
                                      std::uint64_t seed) {
  std::vector<Event> events;
  for (NodeIndex node = 0; node < expander.system().nodes(); ++node) {
    for (std::size_t step = 0; step < world.units[node]->steps.size(); ++step) events.push_back({node, step});
  }
  if (events.size() < 2) return 0;
  if (!are_independent_) {
    sleep_sets_.emplace(expander);
    are_independent_ = [this](const world::UnfoldedWorld& at, Event one, Event other) {
      return sleep_sets_->are_independent(at, one.node, one.step, other.node, other.step);
    };
  }
  std::uint64_t pairs = 0;
  for (std::uint64_t turn = 0; turn < most_turns && pairs < most_pairs; ++turn) {
    const std::size_t one = draw(seed, 2 * turn, events.size());
    const std::size_t other = (one + 1 + draw(seed, 2 * turn + 1, events.size() - 1)) % events.size();
    if (!are_independent_(world, events[one], events[other])) continue;
    if (take_in_both_orders(expander, world, events[one], events[other])) ++pairs;
  }
  return pairs;
}

bool IndependenceAudit::take_in_both_orders(world::Expander& expander, const world::UnfoldedWorld& world,
                                            Event one, Event other) {
  const world::Step& first = step_of(world, one);
  const world::Step& second = step_of(world, other);
  const auto behind_first = after(expander, world, one);
  const auto behind_second = after(expander, world, other);
  if (!behind_first || !behind_second) return false;
  const auto then_second = find(second, other.node, *behind_first);
  if (!then_second) return false;  // it does not sleep there, as it is not there
  const auto both = expander.take(*behind_first, then_second->node, then_second->step);
  if (!both) return false;
  const auto then_first = find(first, one.node, *behind_second);
  // What is not among the steps there may have become void: then the world is the same behind it.
  const auto both_other_way = then_first ? expander.take(*behind_second, then_first->node, then_first->step)
                                         : std::optional(behind_second->nodes);
  world::System& system = expander.system();
  const auto differs = difference(system, *both, both_other_way);
  if (!differs) return true;
  require_same_answer(system, one.node, world.units[one.node]->local, first.trigger);
  require_same_answer(system, other.node, world.units[other.node]->local, second.trigger);
  require_same_answer(system, other.node, behind_first->units[other.node]->local, second.trigger);
  require_same_answer(system, one.node, behind_second->units[one.node]->local, first.trigger);
  throw CheckerFault(
      "two steps count as independent, but their orders lead to different worlds (" + *differs +
      "): " + in_words(system, one.node, world.units[one.node]->local, first.trigger) +
      "; and: " + in_words(system, other.node, world.units[other.node]->local, second.trigger));
}

}  // namespace pessimist::reductions
