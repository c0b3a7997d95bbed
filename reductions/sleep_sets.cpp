#include "reductions/sleep_sets.hpp"

#include <algorithm>
#include <bit>
#include <memory>
#include <utility>

#include "store/hash.hpp"

namespace pessimist::reductions {

using world::PartId;
using world::Step;
using world::Unit;

namespace {

constexpr std::size_t most_bytes = std::size_t{64} << 20;

SleepSets::Mask first_bits(std::size_t count) {
  return count >= SleepSets::most_events ? SleepSets::all : (SleepSets::Mask{1} << count) - 1;
}

/// Of a mask, the events from `begin` up to `end`, as if they were the first.
SleepSets::Mask events_of(SleepSets::Mask mask, std::size_t begin, std::size_t end) {
  return begin >= SleepSets::most_events ? 0 : (mask >> begin) & first_bits(end - begin);
}

/// Events as they are behind `others`.
SleepSets::Mask shifted(SleepSets::Mask mask, std::size_t others) {
  return others >= SleepSets::most_events ? 0 : (mask << others) & SleepSets::all;
}

/// Where a step of another unit is in this one: the same outcome of the same trigger. -1 where it is not.
std::ptrdiff_t find_step(const Unit& unit, const Step& step) {
  const auto found = std::find_if(unit.steps.begin(), unit.steps.end(), [&](const Step& other) {
    return other.trigger == step.trigger && other.outcome == step.outcome;
  });
  return found == unit.steps.end() ? -1 : found - unit.steps.begin();
}

}  // namespace

std::size_t SleepSets::KeyHash::operator()(const Key& key) const {
  return store::mix(key.units * store::golden_ratio + key.node_and_step);
}

bool SleepSets::are_sound_for(const Model& model) {
  return std::all_of(model.bounds().begin(), model.bounds().end(),
                     [](const BoundInfo& bound) { return bound.predicate->form() == Predicate::Form::each; });
}

SleepSets::SleepSets(world::Expander& expander)
    : expander_(expander),
      system_(expander.system()),
      has_bounds_(!expander.system().model().bounds().empty()),
      recent_changes_(std::size_t{1} << places_bits) {}

void SleepSets::forget() {
  changes_.clear();
  recent_changes_ = store::VirtualArray<ChangePlace>(recent_changes_.reserved());
  bytes_ = 0;
}

void SleepSets::enter(const world::UnfoldedWorld& world, Mask awake) {
  if (bytes_ > most_bytes) forget();
  world_ = &world;
  awake_ = awake;
  passed_ = ~awake & all;
  std::size_t events = 0;
  for (NodeIndex node = 0; node < system_.nodes(); ++node) {
    first_[node] = events;
    events += world.units[node]->steps.size();
  }
  first_[system_.nodes()] = events;
  passed_ &= first_bits(events);
}

// Between nodes that change, all steps keep their order: they move together.
SleepSets::Mask SleepSets::take(NodeIndex node, std::size_t index, const world::Tree::Nodes& nodes,
                                world::Tree::Leaves changed) {
  const Step& step = world_->units[node]->steps[index];
  const Mask candidates = passed_ & ~dependent(node, step);
  Mask asleep = 0;
  std::size_t from = 0;  // of the world's events
  std::size_t to = 0;    // of the successor's
  const auto move_up_to = [&](std::size_t end) {
    asleep |= shifted(events_of(candidates, from, end), to);
    to += end - from;
    from = end;
  };
  changed |= world::Tree::Leaves{1} << node;
  if (system_.nodes() < world::Tree::most_leaves) changed &= (world::Tree::Leaves{1} << system_.nodes()) - 1;
  for (; changed != 0; changed &= changed - 1) {
    const auto other = static_cast<NodeIndex>(std::countr_zero(changed));
    move_up_to(first_[other]);
    const bool is_own = other == node;
    const Change& change = this->change(other, world_->nodes[other], nodes[other],
                                        is_own ? static_cast<std::uint32_t>(index) : no_step);
    const Mask steps = events_of(candidates, from, first_[other + 1]) & ~change.awoken;
    asleep |= shifted(move(steps, change), to);
    to += change.steps;
    from = first_[other + 1];
  }
  move_up_to(first_[system_.nodes()]);
  const unsigned event = event_of(node, index);
  if (event < most_events && (!has_bounds_ || stays_inside(expander_.unit(node, step.unit))))
    passed_ |= Mask{1} << event;
  // What has no bit never sleeps; the last bit is woken with it, lest all of the world seem to sleep.
  if (to > most_events) return (all & ~asleep) | Mask{1} << (most_events - 1);
  return first_bits(to) & ~asleep;
}

bool SleepSets::are_independent(const world::UnfoldedWorld& world, NodeIndex node, std::size_t step,
                                NodeIndex sleeper, std::size_t sleeping) {
  if (sleeping >= most_events) return false;
  if (bytes_ > most_bytes) forget();
  const Mask steps = node == sleeper
                         ? ~change(node, world.nodes[node], world.units[node]->steps[step].unit,
                                   static_cast<std::uint32_t>(step))
                                .awoken
                         : ~dependent(node, world.units[node]->steps[step], *world.units[sleeper]);
  return (steps >> sleeping & 1) != 0;
}

SleepSets::Mask SleepSets::move(Mask steps, const Change& change) {
  Mask moved = 0;
  for (; steps != 0; steps &= steps - 1) {
    const std::uint8_t to = change.places[static_cast<std::size_t>(std::countr_zero(steps))];
    if (to < most_events) moved |= Mask{1} << to;
  }
  return moved;
}

const SleepSets::Change& SleepSets::change(NodeIndex node, PartId from, PartId to, std::uint32_t step) {
  const Key key{(std::uint64_t{from} << 32) | to, (std::uint64_t{node} << 32) | step};
  ChangePlace& place = recent_changes_[KeyHash{}(key) >> (64 - places_bits)];
  if (place.change != nullptr && place.key == key) return *place.change;
  auto& known = changes_[key];
  if (!known) {
    known = std::make_unique<const Change>(find_change(node, from, to, step));
    bytes_ += sizeof(Change) + sizeof(Key) + sizeof(known);
  }
  place = {key, known.get()};
  return *known;
}

SleepSets::Change SleepSets::find_change(NodeIndex node, PartId from, PartId to, std::uint32_t step) {
  const Unit& before = expander_.unit(node, from);
  const Unit& after = expander_.unit(node, to);
  Change change;
  change.steps = static_cast<std::uint16_t>(std::min<std::size_t>(after.steps.size(), 0xffff));
  if (step != no_step) change.awoken = ~independent(node, from, step);
  change.places.fill(gone);
  for (std::size_t place = 0; place < before.steps.size() && place < most_events; ++place) {
    const std::ptrdiff_t found = find_step(after, before.steps[place]);
    if (found >= 0 && found < gone) change.places[place] = static_cast<std::uint8_t>(found);
  }
  return change;
}

SleepSets::Mask SleepSets::independent(NodeIndex node, PartId unit_id, std::size_t step) {
  if (has_bounds_ || step >= most_events) return 0;
  Mask mask = 0;
  const Unit& unit = expander_.unit(node, unit_id);
  for (std::size_t other = 0; other < unit.steps.size() && other < most_events; ++other) {
    if (other != step && commute(node, unit, step, other)) mask |= Mask{1} << other;
  }
  return mask;
}

bool SleepSets::commute(NodeIndex node, const Unit& unit, std::size_t one, std::size_t other) {
  const Step& first = unit.steps[one];
  const Step& second = unit.steps[other];
  if (!first.faults.empty() || !second.faults.empty()) return false;
  if (first.needs != world::guards::none || second.needs != world::guards::none) return false;
  const Unit& after_first = expander_.unit(node, first.unit);
  const Unit& after_second = expander_.unit(node, second.unit);
  const std::ptrdiff_t then_second = find_step(after_first, second);
  const std::ptrdiff_t then_first = find_step(after_second, first);
  if (then_second < 0 || then_first < 0) return false;
  const Step& last = after_first.steps[static_cast<std::size_t>(then_second)];
  const Step& other_last = after_second.steps[static_cast<std::size_t>(then_first)];
  if (last.unit != other_last.unit) return false;
  const auto joined = [](const Unit& unit_before, const Step& step, const Unit& unit_after,
                         const Step& next) {
    const auto sends = unit_before.sends_of(step);
    const auto more = unit_after.sends_of(next);
    std::vector<world::Send> all_sends(sends.begin(), sends.end());
    all_sends.insert(all_sends.end(), more.begin(), more.end());
    return all_sends;
  };
  return send_the_same(joined(unit, first, after_first, last),
                       joined(unit, second, after_second, other_last));
}

bool SleepSets::send_the_same(const std::vector<world::Send>& one,
                              const std::vector<world::Send>& other) const {
  const auto effect = [&](const std::vector<world::Send>& sends) {
    std::vector<std::pair<NodeIndex, PartId>> effects;
    const bool is_queue = system_.rules().network() == Network::fifo;
    for (const world::Send& send : sends) effects.emplace_back(send.to, send.packet);
    // In a queue the order counts, for each receiver by itself; elsewhere it does not.
    if (is_queue) {
      std::stable_sort(effects.begin(), effects.end(),
                       [](const auto& left, const auto& right) { return left.first < right.first; });
    } else {
      std::sort(effects.begin(), effects.end());
    }
    if (system_.rules().network() == Network::unreliable)
      effects.erase(std::unique(effects.begin(), effects.end()), effects.end());
    return effects;
  };
  return effect(one) == effect(other);
}

SleepSets::Mask SleepSets::dependent(NodeIndex node, const Step& step, const Unit& other) const {
  if (step.needs != world::guards::none) return all;
  const bool is_guarded = (step.reads != 0);
  if (step.faults.empty() && !is_guarded && !system_.has_guards()) return 0;
  Mask mask = 0;
  for (std::size_t index = 0; index < other.steps.size() && index < most_events; ++index) {
    const Step& candidate = other.steps[index];
    bool depends = step.faults.meets(candidate.faults) || candidate.needs != world::guards::none;
    if (is_guarded) {
      for (const world::Send& send : other.sends_of(candidate))
        depends |= send.to == node && (step.reads >> (send.type % 64) & 1) != 0;
    }
    if (depends) mask |= Mask{1} << index;
  }
  return mask;
}

SleepSets::Mask SleepSets::dependent(NodeIndex node, const Step& step) const {
  if (step.needs == world::guards::none && step.faults.empty() && step.reads == 0 && !system_.has_guards())
    return 0;
  Mask mask = 0;
  for (NodeIndex other = 0; other < system_.nodes() && first_[other] < most_events; ++other) {
    if (other == node) continue;
    mask |= shifted(dependent(node, step, *world_->units[other]), first_[other]);
  }
  return mask;
}

bool SleepSets::stays_inside(const Unit& unit) {
  const Unit* const only = &unit;
  return !expander_.judge().is_outside({&only, 1}, std::nullopt);
}

}  // namespace pessimist::reductions
