#include "naive/follow.hpp"

#include <algorithm>
#include <stdexcept>

#include "naive/events.hpp"
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
    for (const auto& [fault, budget] : options.budgets) {
      if (budget > 0) world_.used[fault] = 0;
    }
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
    std::map<Fault, unsigned> used = world_.used;
    std::erase_if(used, [](const auto& entry) { return entry.second == 0; });
    require(view.faults_used == used, "the faults shown are not those that were used");
  }

 private:
  void require_possible(const TraceStep& step) {
    const auto possible = events(model_, options_, world_);
    require(std::count(possible.begin(), possible.end(), Event{step.node, step.trigger}) == 1,
            "the event is none that may happen here");
  }

  void take_step(const TraceStep& step) {
    std::vector<std::size_t> script;
    for (const Choice& choice : step.outcome.choices) script.push_back(choice.taken);
    const Outcome outcome = model_.run(step.node, world_.locals.at(step.node), step.trigger, script);
    require(outcome == step.outcome, "the handler does something else");
    require(outcome.happened, "what is said to be cut short runs through");
    world_ = applied(model_, options_.network, std::move(world_), {step.node, step.trigger}, outcome);
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
    return a.node == b.node && a.trigger == b.trigger && a.outcome == b.outcome && a.after == b.after;
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
