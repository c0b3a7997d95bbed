#include "verdict/walk.hpp"

#include <algorithm>

namespace pessimist {

void Walk::start(const std::vector<std::vector<std::size_t>>& scripts) {
  const auto nodes = model_.layout().node_count();
  if (scripts.size() != nodes)
    throw ReplayError("the trace starts " + std::to_string(scripts.size()) + " nodes, but there are " +
                      std::to_string(nodes));
  WorldView world{{}, std::vector<std::vector<Packet>>(nodes), {}};
  for (NodeIndex node = 0; node < nodes; ++node) world.locals.push_back(model_.initial(node));
  for (NodeIndex node = 0; node < nodes; ++node) {
    if (!model_.triggers()[model_.layout().role_number_of(node)].starts) continue;
    const Trigger trigger{Trigger::Kind::start, 0, {}, {}};
    const Outcome outcome = run(node, world.locals[node], trigger, scripts[node]);
    world = after(world, node, trigger, outcome);
    sent_.insert(outcome.sends.begin(), outcome.sends.end());
    trace_.starts.push_back({node, trigger, outcome, world});
  }
  trace_.initial = std::move(world);
}

void Walk::take(const RecordedStep& step) {
  require_possible(step.node, step.trigger);
  const Outcome outcome = run(step.node, world().locals[step.node], step.trigger, step.choices);
  if (outcome.choices.size() != step.choices.size())
    throw ReplayError("the handler does not choose as often as recorded");
  if (step.trigger.interrupted && outcome.after.up)
    throw ReplayError("the handler does not crash where it is said to");
  WorldView next = after(world(), step.node, step.trigger, outcome);
  if (next == world()) throw ReplayError("the step changes nothing, so it is no event");
  sent_.insert(outcome.sends.begin(), outcome.sends.end());
  trace_.steps.push_back({step.node, step.trigger, outcome, std::move(next)});
}

Outcome Walk::run(NodeIndex node, const Local& before, const Trigger& trigger,
                  const std::vector<std::size_t>& script) const {
  return model_.run(node, before, trigger, script);
}

void Walk::put(std::vector<Packet>& inbox, const Packet& packet) const {
  if (network_ == Network::fifo) {
    const auto place =
        std::upper_bound(inbox.begin(), inbox.end(), packet.from,
                         [](NodeIndex from, const Packet& other) { return from < other.from; });
    inbox.insert(place, packet);
    return;
  }
  const auto place = std::lower_bound(inbox.begin(), inbox.end(), packet);
  if (network_ == Network::unreliable && place != inbox.end() && *place == packet) return;
  inbox.insert(place, packet);
}

WorldView Walk::after(const WorldView& before, NodeIndex node, const Trigger& trigger,
                      const Outcome& outcome) const {
  WorldView world = before;
  world.locals[node] = outcome.after;
  const bool consumes = trigger.kind == Trigger::Kind::receive && network_ != Network::unreliable;
  auto& inbox = world.inboxes[node];
  if (consumes || trigger.kind == Trigger::Kind::drop)
    inbox.erase(std::find(inbox.begin(), inbox.end(), trigger.packets.front()));
  if (trigger.kind == Trigger::Kind::duplicate)
    inbox.insert(std::find(inbox.begin(), inbox.end(), trigger.packets.front()), trigger.packets.front());
  for (const Packet& packet : outcome.sends) put(world.inboxes[packet.to], packet);
  for (const Fault fault : all_faults) {
    if (faults_of(trigger).contains(fault)) ++world.faults_used[fault];
  }
  return world;
}

std::vector<Packet> Walk::first_packets(NodeIndex node) const {
  std::vector<Packet> result = world().inboxes[node];
  if (network_ == Network::fifo) {
    const auto same_link = [](const Packet& left, const Packet& right) { return left.from == right.from; };
    result.erase(std::unique(result.begin(), result.end(), same_link), result.end());
  } else {
    result.erase(std::unique(result.begin(), result.end()), result.end());
  }
  return result;
}

std::vector<Packet> Walk::deliverable(NodeIndex node) const {
  const RoleTriggers& role = model_.triggers()[model_.layout().role_number_of(node)];
  std::vector<Packet> result = first_packets(node);
  std::erase_if(result, [&](const Packet& packet) {
    return !role.receives[packet.type][model_.layout().role_number_of(packet.from)];
  });
  return result;
}

bool Walk::is_left(Fault fault) const {
  unsigned total = 0;
  for (const auto& [one, times] : world().faults_used) total += times;
  if (most_faults_ && total >= *most_faults_) return false;
  const auto budget = budgets_.find(fault);
  const auto used = world().faults_used.find(fault);
  return budget != budgets_.end() && (used == world().faults_used.end() ? 0 : used->second) < budget->second;
}

bool Walk::may_befall(NodeIndex node, Fault fault) const {
  return is_left(fault) && !model_.triggers()[model_.layout().role_number_of(node)].spared.contains(fault);
}

void Walk::add_handler(NodeIndex node, Trigger trigger, std::vector<Trigger>& triggers) const {
  triggers.push_back(trigger);
  trigger.interrupted = true;
  if (may_befall(node, Fault::crash_in_handler)) triggers.push_back(std::move(trigger));
}

void Walk::add_of_network(NodeIndex node, std::vector<Trigger>& triggers) const {
  for (const Packet& packet : first_packets(node)) {
    if (may_befall(node, Fault::drop)) triggers.push_back({Trigger::Kind::drop, 0, {}, {packet}});
    if (may_befall(node, Fault::duplicate)) triggers.push_back({Trigger::Kind::duplicate, 0, {}, {packet}});
  }
}

std::vector<Trigger> Walk::triggers(NodeIndex node) const {
  const RoleTriggers& role = model_.triggers()[model_.layout().role_number_of(node)];
  const Local& local = world().locals[node];
  std::vector<Trigger> result;
  if (may_befall(node, Fault::amnesia)) result.push_back({Trigger::Kind::amnesia, 0, {}, {}});
  add_of_network(node, result);
  if (!local.up) {
    if (may_befall(node, Fault::restart)) add_handler(node, {Trigger::Kind::restart, 0, {}, {}}, result);
    return result;
  }
  for (const Packet& packet : deliverable(node))
    add_handler(node, {Trigger::Kind::receive, 0, {}, {packet}}, result);
  for (unsigned number = 0; number < role.acts.size(); ++number) {
    const auto& reads = role.acts[number].reads;
    Trigger trigger{Trigger::Kind::act, number, {}, world().inboxes[node]};
    std::erase_if(trigger.packets, [&](const Packet& packet) {
      return std::find(reads.begin(), reads.end(), packet.type) == reads.end();
    });
    std::sort(trigger.packets.begin(), trigger.packets.end());
    add_handler(node, std::move(trigger), result);
  }
  for (const ArmedTimer& timer : local.armed)
    add_handler(node, {Trigger::Kind::timeout, timer.type, timer.body, {}}, result);
  if (may_befall(node, Fault::crash)) result.push_back({Trigger::Kind::crash, 0, {}, {}});
  return result;
}

void Walk::require_possible(NodeIndex node, const Trigger& trigger) const {
  if (node >= model_.layout().node_count()) throw ReplayError("there is no such node");
  const auto possible = triggers(node);
  if (std::find(possible.begin(), possible.end(), trigger) != possible.end()) return;
  std::string text =
      "'" + std::string(to_string(trigger.kind)) + "' is not possible at " + model_.layout().name(node);
  if (!world().locals[node].up) text += ", which is down";
  for (const Fault fault : all_faults) {
    if (faults_of(trigger).contains(fault) && !is_left(fault))
      text += ": the budget for the fault " + std::string(to_string(fault)) + " is spent";
    if (faults_of(trigger).contains(fault) && is_left(fault) && !may_befall(node, fault))
      text += ": nodes of this role are spared the fault " + std::string(to_string(fault));
  }
  if (trigger.kind == Trigger::Kind::receive) text += ": no such message can be delivered there now";
  if (trigger.kind == Trigger::Kind::act) text += ": its inbox does not hold what the act is said to read";
  if (trigger.kind == Trigger::Kind::timeout) text += ": that timer is not armed";
  throw ReplayError(text);
}

void Walk::add_possible(NodeIndex node, const Trigger& trigger, std::vector<Possible>& possible) const {
  std::vector<std::size_t> script;
  while (true) {
    Outcome outcome = run(node, world().locals[node], trigger, script);
    script.clear();
    for (const Choice& choice : outcome.choices) script.push_back(choice.taken);
    const std::vector<Choice> choices = outcome.choices;
    WorldView next = after(world(), node, trigger, outcome);
    const bool has_happened = !trigger.interrupted || !outcome.after.up;
    if (has_happened && next != world())
      possible.push_back({{node, trigger, script}, std::move(outcome), std::move(next)});
    while (!script.empty() && script.back() + 1 == choices[script.size() - 1].options) script.pop_back();
    if (script.empty()) return;
    ++script.back();
  }
}

std::vector<Walk::Possible> Walk::possible() const {
  std::vector<Possible> result;
  for (NodeIndex node = 0; node < model_.layout().node_count(); ++node) {
    for (const Trigger& trigger : triggers(node)) add_possible(node, trigger, result);
  }
  return result;
}

bool Walk::goes_on() const {
  const auto steps = possible();
  return std::any_of(steps.begin(), steps.end(),
                     [](const Possible& possible) { return is_way_out(faults_of(possible.step.trigger)); });
}

}  // namespace pessimist
