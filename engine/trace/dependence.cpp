#include "trace/dependence.hpp"

#include <algorithm>
#include <optional>

#include "trace/flight.hpp"

namespace pessimist {

namespace {

/// Goes along a trace and remembers what later steps may depend on.
class DependenceFollower {
 public:
  DependenceFollower(const Model& model, Network network, const Trace& trace)
      : model_(model),
        trace_(trace),
        nodes_(trace.initial.locals.size()),
        met_(trace.steps.size()),
        begun_(trace.steps.size()),
        latest_(nodes_),
        of_all_(nodes_),
        went_down_(nodes_),
        readings_(nodes_) {
    latest_.emplace_back();  // the lane of what happens everywhere
    for (const Flight& flight : flights(network, trace)) {
      for (const std::size_t step : flight.met) met_[step].push_back(flight.begun);
      if (flight.begun) begun_[*flight.begun].push_back(flight.packet);
    }
  }

  Dependences follow() {
    for (step_ = 0; step_ < trace_.steps.size(); ++step_) {
      causes_.clear();
      behind_.clear();
      look(trace_.steps[step_]);
      sort(causes_);
      sort(behind_);
      std::erase_if(behind_, [&](std::size_t step) {
        return std::binary_search(causes_.begin(), causes_.end(), step);
      });
      found_.causes.push_back(causes_);
      found_.behind.push_back(behind_);
    }
    return std::move(found_);
  }

 private:
  using Origin = std::optional<std::size_t>;  // nothing: it was there at first
  struct Reading {
    std::size_t step;
    std::vector<unsigned> types;    // it saw that no other messages of these types lie there
    std::optional<NodeIndex> from;  // none from this node
  };

  static void sort(std::vector<std::size_t>& steps) {
    std::sort(steps.begin(), steps.end());
    steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  }
  static void add(Origin origin, std::vector<std::size_t>& steps) {
    if (origin) steps.push_back(*origin);
  }

  const WorldView& before() const { return step_ == 0 ? trace_.initial : trace_.steps[step_ - 1].after; }

  void look(const TraceStep& step) {
    const std::size_t everywhere = nodes_;
    if (is_for_all(step.trigger.kind)) {
      for (const Origin& latest : latest_) add(latest, behind_);
      add(latest_[everywhere], causes_);
    } else {
      add(latest_[step.node], causes_);
      add(latest_[everywhere], behind_);
      add(of_all_[step.node], causes_);
    }
    // Before its own reading is noted: it may send itself what it reads.
    if (step.trigger.kind != Trigger::Kind::duplicate) {
      for (const Packet& packet : begun_[step_]) stay_behind_readings(packet);
    }
    look_at_messages(step);
    look_at_peers(step);
    note_who_is_down(step);
    latest_[lane_of(model_, step)] = step_;
    if (!is_for_all(step.trigger.kind)) return;
    for (std::size_t node = 0; node < nodes_; ++node) {
      if (before().locals[node] != step.after.locals[node]) of_all_[node] = step_;
    }
  }

  void look_at_messages(const TraceStep& step) {
    for (const Origin& origin : met_[step_]) add(origin, causes_);
    const Trigger& trigger = step.trigger;
    if (trigger.kind == Trigger::Kind::act) {
      const auto& acts = model_.triggers()[model_.layout().role_number_of(step.node)].acts;
      readings_[step.node].push_back({step_, acts[trigger.number].reads, {}});
    } else if (trigger.kind == Trigger::Kind::reset) {
      readings_[step.node].push_back({step_, {}, trigger.nodes.at(0)});
    }
  }

  void look_at_peers(const TraceStep& step) {
    if (step.trigger.kind != Trigger::Kind::suspect) return;
    const NodeIndex peer = step.trigger.nodes.at(0);
    if (!before().locals[peer].up) add(went_down_[peer], causes_);
    suspicions_.push_back({step_, peer});
  }

  void stay_behind_readings(const Packet& packet) {
    for (const Reading& reading : readings_[packet.to]) {
      const auto& types = reading.types;
      if (reading.from == packet.from || std::find(types.begin(), types.end(), packet.type) != types.end())
        behind_.push_back(reading.step);
    }
  }

  void note_who_is_down(const TraceStep& step) {
    const bool was_up = before().locals[step.node].up;
    const bool is_up = step.after.locals[step.node].up;
    if (was_up == is_up) return;
    if (!is_up) went_down_[step.node] = step_;
    if (model_.most_down()) {
      add(up_or_down_, behind_);
      up_or_down_ = step_;
    }
    for (const Suspicion& suspicion : suspicions_) {
      if (suspicion.peer == step.node) behind_.push_back(suspicion.step);
    }
  }

  struct Suspicion {
    std::size_t step;
    NodeIndex peer;
  };

  const Model& model_;
  const Trace& trace_;
  std::size_t nodes_;
  std::size_t step_ = 0;
  std::vector<std::size_t> causes_, behind_;  // of the step at hand
  Dependences found_;

  std::vector<std::vector<Origin>> met_;        // [step]: of the messages that it receives, reads or loses
  std::vector<std::vector<Packet>> begun_;      // [step]: what it sends
  std::vector<Origin> latest_;                  // [lane]
  std::vector<Origin> of_all_;                  // [node]: the latest that changed it with all others
  std::vector<Origin> went_down_;               // [node]
  std::vector<std::vector<Reading>> readings_;  // [node]
  std::vector<Suspicion> suspicions_;
  Origin up_or_down_;
};

}  // namespace

std::size_t lane_of(const Model& model, const TraceStep& step) {
  return is_for_all(step.trigger.kind) ? model.layout().node_count() : step.node;
}

Dependences dependences(const Model& model, Network network, const Trace& trace) {
  return DependenceFollower(model, network, trace).follow();
}

std::vector<bool> causal_past(const Dependences& dependences, const std::vector<std::size_t>& steps) {
  std::vector<bool> past(dependences.causes.size(), false);
  for (const std::size_t step : steps) past[step] = true;
  for (std::size_t step = past.size(); step-- > 0;) {
    if (!past[step]) continue;
    for (const std::size_t cause : dependences.causes[step]) past[cause] = true;
  }
  return past;
}

std::vector<std::vector<std::size_t>> vector_clocks(const Model& model, const Trace& trace,
                                                    const Dependences& dependences) {
  const std::size_t lanes = model.layout().node_count() + 1;
  std::vector<std::vector<std::size_t>> clocks;
  for (std::size_t step = 0; step < trace.steps.size(); ++step) {
    std::vector<std::size_t> clock(lanes, 0);
    for (const std::size_t cause : dependences.causes[step]) {
      for (std::size_t lane = 0; lane < lanes; ++lane)
        clock[lane] = std::max(clock[lane], clocks[cause][lane]);
    }
    ++clock[lane_of(model, trace.steps[step])];
    clocks.push_back(std::move(clock));
  }
  return clocks;
}

}  // namespace pessimist
