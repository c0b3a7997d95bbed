#include "reductions/sleep_sets.hpp"

#include <algorithm>
#include <bit>
#include <memory>
#include <tuple>

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

/// Where a step of another unit is in this one: the same outcome of the same trigger. -1 where it is not.
std::ptrdiff_t find_step(const Unit& unit, const Step& step) {
  const auto found = std::find_if(unit.steps.begin(), unit.steps.end(), [&](const Step& other) {
    return other.trigger == step.trigger && other.outcome == step.outcome;
  });
  return found == unit.steps.end() ? -1 : found - unit.steps.begin();
}

}  // namespace

std::size_t SleepSets::KeyHash::operator()(const Key& key) const {
  return store::mix(key.units * 0x9e3779b97f4a7c15ULL + key.node_and_step);
}

bool SleepSets::are_sound_for(const Model& model) {
  return std::all_of(model.bounds().begin(), model.bounds().end(),
                     [](const BoundInfo& bound) { return bound.predicate->form() == Predicate::Form::each; });
}

SleepSets::SleepSets(world::Expander& expander)
    : expander_(expander),
      system_(expander.system()),
      has_bounds_(!expander.system().model().bounds().empty()),
      moved_places_(std::size_t{1} << places_bits) {}

void SleepSets::forget() {
  moved_.clear();
  independent_.clear();
  std::fill(moved_places_.begin(), moved_places_.end(), PlacesPlace{});
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

SleepSets::Mask SleepSets::take(NodeIndex node, std::size_t index, const world::Tree::Nodes& nodes) {
  const Unit& unit = *world_->units[node];
  const Step& step = unit.steps[index];
  Mask asleep = 0;
  std::size_t place = 0;  // of the successor's events
  for (NodeIndex other = 0; other < system_.nodes() && place < most_events; ++other) {
    const std::size_t first = first_[other];
    const Unit& before = *world_->units[other];
    const bool is_changed = nodes[other] != world_->nodes[other];
    Mask steps = first < most_events ? (passed_ >> first) & first_bits(before.steps.size()) : 0;
    if (steps != 0) {
      steps &= other == node ? independent(node, world_->nodes[node], index) : ~dependent(node, step, before);
      if (steps != 0 && is_changed) steps = move(steps, moved(other, world_->nodes[other], nodes[other]));
      asleep |= steps << place;
    }
    place += is_changed ? expander_.unit(other, nodes[other]).steps.size() : before.steps.size();
  }
  const unsigned event = event_of(node, index);
  if (event < most_events && (!has_bounds_ || stays_inside(expander_.unit(node, step.unit))))
    passed_ |= Mask{1} << event;
  return all & ~asleep;
}

bool SleepSets::are_independent(const world::UnfoldedWorld& world, NodeIndex node, std::size_t step,
                                NodeIndex sleeper, std::size_t sleeping) {
  if (sleeping >= most_events) return false;
  if (bytes_ > most_bytes) forget();
  const Mask steps = node == sleeper
                         ? independent(node, world.nodes[node], step)
                         : ~dependent(node, world.units[node]->steps[step], *world.units[sleeper]);
  return (steps >> sleeping & 1) != 0;
}

SleepSets::Mask SleepSets::move(Mask steps, const StepPlaces& places) const {
  Mask moved = 0;
  for (; steps != 0; steps &= steps - 1) {
    const std::uint8_t to = places[static_cast<std::size_t>(std::countr_zero(steps))];
    if (to < most_events) moved |= Mask{1} << to;
  }
  return moved;
}

const SleepSets::StepPlaces& SleepSets::moved(NodeIndex node, PartId from, PartId to) {
  const Key key{(std::uint64_t{from} << 32) | to, node};
  PlacesPlace& place = moved_places_[KeyHash{}(key) >> (64 - places_bits)];
  if (place.key == key) return *place.places;
  auto& known = moved_[key];
  if (!known) {
    known =
        std::make_unique<const StepPlaces>(find_moved(expander_.unit(node, from), expander_.unit(node, to)));
    bytes_ += sizeof(StepPlaces) + known->capacity() + sizeof(Key) + 16;
  }
  place = {key, known.get()};
  return *known;
}

SleepSets::StepPlaces SleepSets::find_moved(const Unit& from, const Unit& to) const {
  StepPlaces places;
  for (std::size_t step = 0; step < from.steps.size() && step < most_events; ++step) {
    const std::ptrdiff_t found = find_step(to, from.steps[step]);
    places.push_back(found >= 0 && found < gone ? static_cast<std::uint8_t>(found) : gone);
  }
  return places;
}

SleepSets::Mask SleepSets::independent(NodeIndex node, PartId id, std::size_t step) {
  if (has_bounds_ || step >= most_events) return 0;
  const Key key{id, (std::uint64_t{node} << 32) | step};
  if (const auto known = independent_.find(key); known != independent_.end()) return known->second;
  Mask mask = 0;
  const Unit& unit = expander_.unit(node, id);
  for (std::size_t other = 0; other < unit.steps.size() && other < most_events; ++other) {
    if (other != step && commute(node, unit, step, other)) mask |= Mask{1} << other;
  }
  independent_.emplace(key, mask);
  bytes_ += sizeof(Key) + sizeof(Mask);
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
  const auto effect = [&](std::vector<world::Send> sends) {
    std::vector<std::tuple<NodeIndex, std::size_t, PartId>> effects;
    const bool is_queue = system_.rules().network() == Network::fifo;
    for (std::size_t i = 0; i < sends.size(); ++i) effects.emplace_back(sends[i].to, 0, sends[i].packet);
    // In a queue the order counts, for each receiver by itself; elsewhere it does not.
    if (is_queue) {
      std::stable_sort(effects.begin(), effects.end(), [](const auto& left, const auto& right) {
        return std::get<0>(left) < std::get<0>(right);
      });
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

bool SleepSets::stays_inside(const Unit& unit) {
  const Unit* const only = &unit;
  return !expander_.judge().is_outside({&only, 1}, std::nullopt);
}

}  // namespace pessimist::reductions
