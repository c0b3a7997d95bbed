#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "pessimist/pessimist.hpp"
#include "report/run.hpp"
#include "verdict/check.hpp"
#include "verdict/replay.hpp"

/// A protocol with something of everything that a trace can show, and traces of it made by hand: the reports are tested
/// without the search.
namespace sample {

using pessimist::Context;
using pessimist::Durable;
using pessimist::Fault;
using pessimist::Id;
using pessimist::Received;

struct Voter;
struct Clerk;

struct Ask {
  int round;
};
struct Vote {
  int round;
  std::string remark;
};
struct Patience {
  int round;
};

struct Voter {
  Durable<std::optional<int>> promised;
  int asked = 0;

  void receive(const Ask& ask, Id<Clerk> from, Context<Vote>& context) {
    ++asked;
    if (promised->value_or(0) >= ask.round) return;
    promised = ask.round;
    context.send(from,
                 Vote{ask.round, context.choose({std::string("yes"), std::string("a \"maybe\""),
                                                 std::string("<i>no</i>; #1 & 'é' `%%{x}` ]]>\nnext")})});
  }
};

struct Clerk {
  int round = 0;
  std::set<Id<Voter>> heard;
  bool done = false;

  void start(Context<Ask, Patience>& context) {
    round = 1;
    context.arm(Patience{1});
    context.broadcast<Voter>(Ask{1});
  }
  void act(const Received<Vote>& votes) {
    for (const auto& vote : votes.of<Vote>()) heard.insert(vote.from.as<Voter>());
    done = heard.size() >= 2;
  }
  void timeout(const Patience& patience, Context<Ask, Patience>& context) {
    round = patience.round + 1;
    context.arm(Patience{round});
    context.broadcast<Voter>(Ask{1});
    context.broadcast<Voter>(Ask{round});
  }
};

struct Election {
  static constexpr std::string_view name = "election";
  static constexpr std::string_view summary = "A clerk asks voters";
  using Roles = pessimist::Roles<Voter, Clerk>;
  using Messages = pessimist::Messages<Ask, Vote>;
  using Timers = pessimist::Timers<Patience>;
  struct Parameters {
    pessimist::Parameter<int> voters{3, "how many voters", 1, 9};
    pessimist::Parameter<bool> strict{false, "unused"};
  };
  template <class Setup>
  static void set_up(const Parameters& parameters, Setup& setup) {
    setup.template nodes<Voter>(static_cast<std::size_t>(*parameters.voters));
    setup.template nodes<Clerk>(1);
    setup.faults({Fault::crash, Fault::restart});
    setup.always("never done", pessimist::each(&Clerk::done, [](bool done) { return !done; }));
  }
};

using pessimist::Model;
using pessimist::NodeIndex;
using pessimist::Packet;
using pessimist::Trigger;

/// Takes steps by hand, on the unreliable network.
class Walk {
 public:
  explicit Walk(const Model& model) : model_(model) {
    for (NodeIndex node = 0; node < model.layout().node_count(); ++node) {
      world_.locals.push_back(model.initial(node));
      world_.inboxes.emplace_back();
    }
    for (NodeIndex node = 0; node < model.layout().node_count(); ++node) {
      if (model.triggers()[model.layout().role_number_of(node)].starts)
        trace_.starts.push_back(step(node, {}, {}));
    }
    trace_.initial = world_;
  }

  void take(NodeIndex node, Trigger trigger, const std::vector<std::size_t>& choices = {}) {
    trace_.steps.push_back(step(node, std::move(trigger), choices));
  }
  void receive(NodeIndex node, std::size_t number, const std::vector<std::size_t>& choices = {}) {
    take(node, {Trigger::Kind::receive, 0, {}, {world_.inboxes[node].at(number)}}, choices);
  }
  const pessimist::WorldView& world() const { return world_; }
  pessimist::PropertyResult violation(std::string why) const {
    pessimist::PropertyResult result;
    result.name = "never done";
    result.verdict = pessimist::PropertyResult::Verdict::violated;
    result.steps = static_cast<unsigned>(trace_.steps.size());
    result.trace = trace_;
    result.why = std::move(why);
    result.nodes = {static_cast<NodeIndex>(model_.layout().node_count() - 1)};
    return result;
  }

 private:
  pessimist::TraceStep step(NodeIndex node, Trigger trigger, const std::vector<std::size_t>& choices) {
    pessimist::TraceStep step{node, std::move(trigger), {}, {}};
    step.outcome = model_.run(node, world_.locals[node], step.trigger, choices);
    world_.locals[node] = step.outcome.after;
    for (const Packet& packet : step.outcome.sends) {
      auto& inbox = world_.inboxes[packet.to];
      const auto place = std::lower_bound(inbox.begin(), inbox.end(), packet);
      if (place == inbox.end() || *place != packet) inbox.insert(place, packet);
    }
    step.after = world_;
    return step;
  }

  const Model& model_;
  pessimist::WorldView world_;
  pessimist::Trace trace_;
};

/// Every kind of event, in a violation.
inline pessimist::PropertyResult eventful(const Model& model) {
  using Kind = Trigger::Kind;
  Walk walk(model);
  const auto clerk = static_cast<NodeIndex>(model.layout().node_count() - 1);
  walk.receive(0, 0, {1});
  walk.take(0, {Kind::crash, 0, {}, {}});
  walk.take(0, {Kind::restart, 0, {}, {}});
  const auto armed = walk.world().locals[clerk].armed.at(0);
  walk.take(clerk, {Kind::timeout, armed.type, armed.body, {}});
  walk.receive(1, 1);
  walk.take(clerk, {Kind::act, 0, {}, walk.world().inboxes[clerk]});
  return walk.violation("it is done");
}

inline pessimist::Run run_of(std::vector<pessimist::ParameterInfo> parameters) {
  return {"election",
          std::move(parameters),
          {{Fault::crash, 1}, {Fault::restart, 1}},
          pessimist::Network::unreliable,
          true,
          1};
}

}  // namespace sample
