#include "naive/follow.hpp"

#include <algorithm>
#include <stdexcept>

#include "naive/judge.hpp"
#include "naive/world.hpp"

namespace pessimist::naive {

namespace {

using Kind = Trigger::Kind;

void require(bool condition, const std::string& otherwise) {
  if (!condition) throw std::runtime_error(otherwise);
}

class Follower {
 public:
  Follower(const Model& model, const NaiveOptions& options)
      : model_(model), options_(options), remembered_(types_read(model)) {
    for (NodeIndex node = 0; node < model.layout().node_count(); ++node) {
      world_.locals.push_back(model.initial(node));
    }
    world_.inboxes.resize(world_.locals.size());
  }

  const World& world() const { return world_; }

  void start(const std::vector<TraceStep>& starts) {
    std::set<NodeIndex> started;
    for (const TraceStep& step : starts) {
      require(step.trigger.kind == Kind::start, "a start is something else");
      require(started.insert(step.node).second, "a node starts twice");
      take_step(step);
    }
    for (NodeIndex node = 0; node < world_.locals.size(); ++node) {
      const bool starts_here = model_.triggers()[model_.layout().role_number_of(node)].starts;
      require(starts_here == started.contains(node), "the nodes that start are others");
    }
  }

  void step(const TraceStep& step) {
    const World before = world_;
    require_possible(step);
    take_step(step);
    const bool changed = before.locals != world_.locals || before.inboxes != world_.inboxes ||
                         before.used != world_.used || before.history != world_.history;
    require(changed, "a step changes nothing");
    require_shows(step.after);
  }

  void require_shows(const WorldView& view) const {
    require(view.locals == world_.locals, "the nodes shown are not those that the handlers make");
    require(view.inboxes == world_.inboxes, "the inboxes shown are not those that the handlers make");
    require(view.faults_used == world_.used, "the faults shown are not those that were used");
  }

 private:
  void require_possible(const TraceStep& step) {
    const Trigger& trigger = step.trigger;
    const Local& local = world_.locals.at(step.node);
    const std::vector<Packet>& inbox = world_.inboxes.at(step.node);
    const RoleTriggers& triggers = model_.triggers()[model_.layout().role_number_of(step.node)];
    const bool is_of_node =
        trigger.kind != Kind::amnesia && trigger.kind != Kind::drop && trigger.kind != Kind::duplicate;
    if (is_of_node)
      require(local.up == (trigger.kind != Kind::restart), "the node is down, or up, when it should not be");
    for (const Fault fault : faults_in(trigger)) {
      const auto budget = options_.budgets.find(fault);
      require(budget != options_.budgets.end() && ++world_.used[fault] <= budget->second, "a fault too many");
    }
    if (trigger.kind == Kind::drop || trigger.kind == Kind::duplicate) {
      require(deliverable(options_.network, inbox).contains(trigger.packets.at(0)),
              "the message is not next to be delivered");
    } else if (trigger.kind == Kind::receive) {
      const Packet& packet = trigger.packets.at(0);
      require(trigger.packets.size() == 1, "one message is received at a time");
      require(deliverable(options_.network, inbox).contains(packet), "the message cannot be delivered");
      require(triggers.receives[packet.type][model_.layout().role_number_of(packet.from)],
              "it has no handler");
    } else if (trigger.kind == Kind::act) {
      const std::vector<unsigned>& reads = triggers.acts.at(trigger.number).reads;
      std::vector<Packet> all = inbox;
      std::erase_if(all,
                    [&](const Packet& p) { return std::count(reads.begin(), reads.end(), p.type) == 0; });
      std::sort(all.begin(), all.end());
      require(trigger.packets == all, "an act reads other messages than there are");
    } else if (trigger.kind == Kind::timeout) {
      const ArmedTimer timer{trigger.number, trigger.timer};
      require(std::count(local.armed.begin(), local.armed.end(), timer) == 1, "the timer is not armed");
    } else {
      require(trigger.kind != Kind::start, "a node starts in the middle of a trace");
    }
  }

  void take_step(const TraceStep& step) {
    std::vector<std::size_t> script;
    for (const Choice& choice : step.outcome.choices) script.push_back(choice.taken);
    const Outcome outcome = model_.run(step.node, world_.locals.at(step.node), step.trigger, script);
    require(outcome == step.outcome, "the handler does something else");
    require(!step.trigger.interrupted || !outcome.after.up, "a handler is interrupted and goes on");
    world_.locals[step.node] = outcome.after;
    std::vector<Packet>& inbox = world_.inboxes[step.node];
    if (step.trigger.kind == Kind::receive || step.trigger.kind == Kind::drop)
      take(options_.network, inbox, step.trigger.packets[0]);
    if (step.trigger.kind == Kind::duplicate) duplicate(inbox, step.trigger.packets[0]);
    for (const Packet& packet : outcome.sends) {
      put(options_.network, world_.inboxes[packet.to], packet);
      if (remembered_.contains(packet.type)) world_.history.insert(packet);
    }
  }

  const Model& model_;
  const NaiveOptions& options_;
  std::set<unsigned> remembered_;
  World world_;
};

bool same(const std::vector<TraceStep>& one, const std::vector<TraceStep>& other) {
  const auto same_step = [](const TraceStep& a, const TraceStep& b) {
    return a.node == b.node && a.trigger.kind == b.trigger.kind && a.trigger.number == b.trigger.number &&
           a.trigger.timer == b.trigger.timer && a.trigger.packets == b.trigger.packets &&
           a.trigger.interrupted == b.trigger.interrupted && a.outcome == b.outcome && a.after == b.after;
  };
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), same_step);
}

}  // namespace

std::string follow(const Model& model, const NaiveOptions& options, const PropertyInfo& property,
                   const Trace& trace) {
  std::size_t number = 0;
  try {
    Follower follower(model, options);
    follower.start(trace.starts);
    follower.require_shows(trace.initial);
    for (const TraceStep& step : trace.steps) {
      ++number;
      follower.step(step);
    }
    const auto said = judgements(model, options.network, *property.predicate, follower.world());
    const bool sometimes = property.kind == PropertyInfo::Kind::sometimes;
    const auto wanted = sometimes ? Judgement::Verdict::holds : Judgement::Verdict::fails;
    require(some(said, wanted), "the last world does not show what the trace is about");
  } catch (const std::exception& error) {
    return "step " + std::to_string(number) + ": " + error.what();
  }
  return {};
}

bool same(const Trace& one, const Trace& other) {
  return same(one.starts, other.starts) && one.initial == other.initial && same(one.steps, other.steps);
}

}  // namespace pessimist::naive
