#include "report/step_facts.hpp"

#include <algorithm>

namespace pessimist {

namespace {

template <class T>
std::vector<T> without(const std::vector<T>& left, const std::vector<T>& right) {
  std::vector<T> result;
  for (const T& element : left) {
    if (std::find(right.begin(), right.end(), element) == right.end()) result.push_back(element);
  }
  return result;
}

}  // namespace

StepFacts facts_of(const Model& model, Network network, const WorldView& before, const TraceStep& step) {
  StepFacts facts;
  const Local& then = before.locals.at(step.node);
  const Local& now = step.outcome.after;
  facts.changes = changes_between(model.describe_fields(step.node, then.fields),
                                  model.describe_fields(step.node, now.fields));

  // The timer that goes off runs no longer, which goes without saying, unless the handler arms it anew.
  std::vector<ArmedTimer> running = then.armed;
  if (step.trigger.kind == Trigger::Kind::timeout) {
    std::erase(running, ArmedTimer{step.trigger.number, step.trigger.timer});
  }
  facts.disarmed = without(running, now.armed);
  facts.armed = without(now.armed, running);

  std::vector<Packet> earlier;
  for (const Packet& packet : step.outcome.sends) {
    const std::vector<Packet>& inbox = before.inboxes.at(packet.to);
    const bool known = std::find(inbox.begin(), inbox.end(), packet) != inbox.end() ||
                       std::find(earlier.begin(), earlier.end(), packet) != earlier.end();
    facts.sends.push_back({packet, network == Network::unreliable && known});
    earlier.push_back(packet);
  }
  return facts;
}

unsigned faults_on(const Trace& trace) {
  unsigned faults = 0;
  for (const TraceStep& step : trace.steps) {
    const FaultSet of_step = faults_of(step.trigger);
    for (const Fault fault : all_faults) faults += of_step.contains(fault) ? 1 : 0;
  }
  return faults;
}

WorldView before_starts(const Model& model) {
  WorldView world;
  for (NodeIndex node = 0; node < model.layout().node_count(); ++node)
    world.locals.push_back(model.initial(node));
  world.inboxes.resize(world.locals.size());
  return world;
}

}  // namespace pessimist
