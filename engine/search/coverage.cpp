// A second walk over the worlds that were found, after the search and apart from it: what it costs is paid only by who asks.

#include "search/coverage.hpp"

#include <algorithm>
#include <limits>

#include <boost/unordered/unordered_flat_map.hpp>

#include "search/search.hpp"
#include "store/hash.hpp"

namespace pessimist {

Handler handler_of(const Model& model, NodeIndex node, const Trigger& trigger) {
  Handler handler{model.layout().role_number_of(node), trigger.kind, trigger.number};
  const bool is_of_message = trigger.kind == Trigger::Kind::receive || trigger.kind == Trigger::Kind::drop ||
                             trigger.kind == Trigger::Kind::duplicate;
  if (is_of_message) handler.number = trigger.packets.at(0).type;
  return handler;
}

std::vector<Handler> handlers_in(const Model& model, const std::map<Fault, unsigned>& budgets) {
  using Kind = Trigger::Kind;
  const auto allows = [&](std::initializer_list<Fault> faults) {
    return std::any_of(faults.begin(), faults.end(), [&](Fault fault) {
      const auto budget = budgets.find(fault);
      return budget != budgets.end() && budget->second > 0;
    });
  };
  const auto some = [](const std::vector<bool>& of) {
    return std::find(of.begin(), of.end(), true) != of.end();
  };
  std::vector<Handler> handlers;
  for (unsigned role = 0; role < model.triggers().size(); ++role) {
    const RoleTriggers& triggers = model.triggers()[role];
    if (model.layout().roles()[role].count == 0) continue;
    const auto add = [&](bool is_there, Kind kind, unsigned number = 0) {
      if (is_there) handlers.push_back({role, kind, number});
    };
    for (unsigned type = 0; type < triggers.receives.size(); ++type)
      add(some(triggers.receives[type]), Kind::receive, type);
    for (unsigned act = 0; act < triggers.acts.size(); ++act) add(true, Kind::act, act);
    for (unsigned timer = 0; timer < triggers.timeouts.size(); ++timer)
      add(triggers.timeouts[timer], Kind::timeout, timer);
    const bool may_fall_silent =
        allows({Fault::crash, Fault::crash_in_handler, Fault::partition, Fault::isolate, Fault::cut});
    add(some(triggers.suspects) && may_fall_silent, Kind::suspect);
    add(some(triggers.hears_of_resets) && allows({Fault::reset}), Kind::reset);
    add(triggers.forges && allows({Fault::byzantine}), Kind::forge);
    add(triggers.restarts && allows({Fault::restart}), Kind::restart);
  }
  return handlers;
}

namespace search {

namespace {

/// Counts by trigger, of which there are few, what one worker sees.
class Counter {
 public:
  void add(NodeIndex node, const world::Unit& unit, const world::Step& step) {
    Key key{node, step.trigger, 0};
    for (const world::Send& send : unit.sends_of(step)) key.sends |= std::uint64_t{1} << send.type;
    ++counts_[key];
  }

  void add_to(world::System& system, unsigned depth, Coverage& coverage) const {
    const Model& model = system.model();
    for (const auto& [key, times] : counts_) {
      const Trigger trigger = system.parts().trigger(key.trigger);
      Coverage::Outcome outcome;
      for (unsigned type = 0; type < model.message_names().size(); ++type) {
        if ((key.sends >> (type % 64) & 1) != 0) outcome.sends.push_back(type);
      }
      coverage.handlers[handler_of(model, key.node, trigger)][outcome].add(times, depth);
      for (const Fault fault : all_faults) {
        if (faults_of(trigger).contains(fault)) coverage.faults[fault].add(times, depth);
      }
    }
  }

 private:
  struct Key {
    NodeIndex node;
    world::PartId trigger;
    std::uint64_t sends;  // a bit for each message type, modulo 64
    friend bool operator==(const Key&, const Key&) = default;
    friend std::size_t hash_value(const Key& key) {
      return store::mix(key.sends ^ (std::uint64_t{key.node} << 32 | key.trigger));
    }
  };
  boost::unordered_flat_map<Key, std::uint64_t> counts_;
};

}  // namespace

// Under stubborn sets steps are taken here that the search had no need of: tables may have to grow.
Coverage Search::coverage() {
  std::size_t layers = layers_for(std::numeric_limits<std::uint64_t>::max());
  if (summary_.reason != StopReason::none && layers > 0)
    --layers;  // the last was not expanded, or not all of it
  Coverage coverage;
  for (unsigned depth = 0; depth < layers; ++depth) {
    const Blocks blocks = divide(layers_[depth]);
    std::vector<Counter> counters(team_.size());
    std::atomic<bool> is_full = false;
    team_.work(
        blocks.size(), [&] { return !is_full; },
        [&](std::size_t worker, std::size_t block) {
          world::Expander& expander = team_[worker].expander();
          world::UnfoldedWorld world;
          try {
            for (store::Position position = blocks[block].begin; position != blocks[block].end; ++position) {
              expander.unfold(worlds_[position], world);
              if (expander.is_outside(world)) continue;
              expander.for_each_step(world, [&](NodeIndex node, std::size_t step) {
                counters[worker].add(node, *world.units[node], world.units[node]->steps[step]);
              });
            }
          } catch (const world::OutOfRoom&) {
            is_full = true;
          }
        });
    if (is_full) {
      if (!grow()) throw std::bad_alloc();
      --depth;  // once more
      continue;
    }
    for (const Counter& counter : counters) counter.add_to(system_, depth, coverage);
  }
  return coverage;
}

}  // namespace search
}  // namespace pessimist
