#include "trace/walk.hpp"

#include <algorithm>
#include <utility>

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
  if (!outcome.happened)
    throw ReplayError("by the choices recorded nothing crashes, is lost or stands still as it is said to");
  WorldView next = after(world(), step.node, step.trigger, outcome);
  if (is_for_all(step.trigger.kind) ? next.locals == world().locals : next == world())
    throw ReplayError("the step changes nothing, so it is no event");
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
  if (is_for_all(trigger.kind)) {
    for (NodeIndex other = 0; other < world.locals.size(); ++other)
      world.locals[other] = run(other, before.locals[other], trigger, {}).after;
  }
  const bool consumes = trigger.kind == Trigger::Kind::receive && network_ != Network::unreliable;
  auto& inbox = world.inboxes[node];
  if (consumes || trigger.kind == Trigger::Kind::drop)
    inbox.erase(std::find(inbox.begin(), inbox.end(), trigger.packets.front()));
  if (trigger.kind == Trigger::Kind::duplicate)
    inbox.insert(std::find(inbox.begin(), inbox.end(), trigger.packets.front()), trigger.packets.front());
  if (trigger.kind == Trigger::Kind::reset)
    std::erase_if(inbox, [&](const Packet& packet) { return packet.from == trigger.nodes.front(); });
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
  const RoleTriggers& role = role_of(node);
  std::vector<Packet> result = first_packets(node);
  std::erase_if(result, [&](const Packet& packet) {
    return !role.receives[packet.type][model_.layout().role_number_of(packet.from)] ||
           is_deaf(node, packet.from);
  });
  return result;
}

bool Walk::is_deaf(NodeIndex node, NodeIndex sender) const {
  const auto& deaf_to = world().locals[node].deaf_to;
  return std::find(deaf_to.begin(), deaf_to.end(), sender) != deaf_to.end();
}

const RoleTriggers& Walk::role_of(NodeIndex node) const {
  return model_.triggers()[model_.layout().role_number_of(node)];
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
  return is_left(fault) && !role_of(node).spared.contains(fault);
}

bool Walk::may_go_down() const {
  const auto down =
      std::count_if(world().locals.begin(), world().locals.end(), [](const Local& one) { return !one.up; });
  return !model_.most_down() || static_cast<std::size_t>(down) < *model_.most_down();
}

void Walk::add_handler(NodeIndex node, Trigger trigger, std::vector<Trigger>& triggers) const {
  triggers.push_back(trigger);
  if (may_befall(node, Fault::pause)) {
    triggers.push_back(trigger);
    triggers.back().paused = true;
  }
  const bool may_crash = !world().locals[node].up || may_go_down();
  if (!may_befall(node, Fault::crash_in_handler) || !may_crash) return;
  trigger.interrupted = true;
  trigger.takes = takes_messages(trigger.kind, network_);
  triggers.push_back(trigger);
  trigger.loses_writes = true;
  if (role_of(node).buffers && may_befall(node, Fault::lost_writes)) triggers.push_back(std::move(trigger));
}

void Walk::add_of_messages(NodeIndex node, std::vector<Trigger>& triggers) const {
  for (const Packet& packet : first_packets(node)) {
    if (may_befall(node, Fault::drop)) triggers.push_back({Trigger::Kind::drop, 0, {}, {packet}});
    if (may_befall(node, Fault::duplicate)) triggers.push_back({Trigger::Kind::duplicate, 0, {}, {packet}});
  }
}

namespace {

Trigger about(Trigger::Kind kind, std::vector<NodeIndex> nodes, Ticks ticks = 0) {
  Trigger trigger;
  trigger.kind = kind;
  trigger.nodes = std::move(nodes);
  trigger.ticks = ticks;
  return trigger;
}

}  // namespace

// What befalls links, at the node where it is told.
void Walk::add_of_links(NodeIndex node, std::vector<Trigger>& triggers) const {
  const auto nodes = static_cast<NodeIndex>(world().locals.size());
  if (node == 0 && is_left(Fault::heal)) triggers.push_back(about(Trigger::Kind::heal, {}));
  if (may_befall(node, Fault::isolate)) triggers.push_back(about(Trigger::Kind::isolate, {node}));
  if (may_befall(node, Fault::cut)) {
    for (NodeIndex peer = 0; peer < nodes; ++peer) {
      if (peer != node && !is_deaf(node, peer) && can_part(model_, Fault::cut, peer, node))
        triggers.push_back(about(Trigger::Kind::cut, {peer}));
    }
  }
  std::vector<NodeIndex> parted;
  for (NodeIndex one = 0; one < nodes; ++one) {
    if (may_befall(one, Fault::partition)) parted.push_back(one);
  }
  if (parted.empty() || parted.front() != node) return;
  for (std::uint64_t side = 1; side + 1 < std::uint64_t{1} << parted.size(); side += 2) {
    std::vector<NodeIndex> members;
    for (std::size_t i = 0; i < parted.size(); ++i) {
      if ((side >> i & 1) != 0) members.push_back(parted[i]);
    }
    triggers.push_back(about(Trigger::Kind::partition, std::move(members)));
  }
}

bool Walk::may_time_pass(const Trigger& trigger) const {
  for (NodeIndex node = 0; node < world().locals.size(); ++node) {
    const Local& local = world().locals[node];
    if (!run(node, local, trigger, {}).happened) return false;
    if (!is_at_work(local)) continue;
    for (const Packet& packet : world().inboxes[node]) {
      if (model_.prompt()[packet.type] && !is_deaf(node, packet.from)) return false;
    }
  }
  return true;
}

void Walk::add_of_time(NodeIndex node, std::vector<Trigger>& triggers) const {
  const Clocks& clocks = model_.clocks();
  if (clocks.horizon == 0) return;
  std::vector<Trigger> ticks;
  if (node == 0) ticks.push_back(about(Trigger::Kind::tick, {}));
  const bool has_clock = role_of(node).reads_clock && !world().locals[node].lies;
  if (has_clock && may_befall(node, Fault::skew)) {
    ticks.push_back(about(Trigger::Kind::tick, {node}, 0));
    ticks.push_back(about(Trigger::Kind::tick, {node}, 2));
  }
  for (Trigger& tick : ticks) {
    if (may_time_pass(tick)) triggers.push_back(std::move(tick));
  }
  if (!has_clock || !may_befall(node, Fault::jump)) return;
  const Ticks now = world().locals[node].clock;
  for (Ticks then = std::max(0, now - clocks.jump); then <= std::min(clocks.horizon, now + clocks.jump);
       ++then) {
    if (then != now) triggers.push_back(about(Trigger::Kind::jump, {}, then - now));
  }
}

void Walk::add_of_peers(NodeIndex node, std::vector<Trigger>& triggers) const {
  const RoleTriggers& role = role_of(node);
  for (NodeIndex peer = 0; peer < world().locals.size(); ++peer) {
    if (peer == node) continue;
    const unsigned role_of_peer = model_.layout().role_number_of(peer);
    if (role.suspects[role_of_peer] && (is_deaf(node, peer) || !world().locals[peer].up))
      add_handler(node, about(Trigger::Kind::suspect, {peer}), triggers);
  }
}

void Walk::add_resets(NodeIndex node, std::vector<Trigger>& triggers) const {
  if (network_ != Network::fifo || !may_befall(node, Fault::reset)) return;
  const bool is_told = is_at_work(world().locals[node]);
  for (NodeIndex peer = 0; peer < world().locals.size(); ++peer) {
    if (peer == node) continue;
    Trigger reset = about(Trigger::Kind::reset, {peer});
    for (const Packet& packet : world().inboxes[node]) {
      if (packet.from == peer) reset.packets.push_back(packet);
    }
    const bool hears_of_it = is_told && role_of(node).hears_of_resets[model_.layout().role_number_of(peer)];
    if (reset.packets.empty() && !hears_of_it) continue;
    if (is_told)
      add_handler(node, std::move(reset), triggers);
    else
      triggers.push_back(std::move(reset));
  }
}

bool Walk::is_at_work(const Local& local) { return local.up && !local.pending && !local.lies; }

void Walk::add_handlers(NodeIndex node, std::vector<Trigger>& triggers) const {
  const RoleTriggers& role = role_of(node);
  for (const Packet& packet : deliverable(node))
    add_handler(node, {Trigger::Kind::receive, 0, {}, {packet}}, triggers);
  for (unsigned number = 0; number < role.acts.size(); ++number) {
    const auto& reads = role.acts[number].reads;
    Trigger trigger{Trigger::Kind::act, number, {}, world().inboxes[node]};
    std::erase_if(trigger.packets, [&](const Packet& packet) {
      return std::find(reads.begin(), reads.end(), packet.type) == reads.end();
    });
    std::sort(trigger.packets.begin(), trigger.packets.end());
    add_handler(node, std::move(trigger), triggers);
  }
  for (const ArmedTimer& timer : world().locals[node].armed)
    add_handler(node, {Trigger::Kind::timeout, timer.type, timer.body, {}}, triggers);
  add_of_peers(node, triggers);
}

std::vector<Trigger> Walk::triggers(NodeIndex node) const {
  const Local& local = world().locals[node];
  std::vector<Trigger> result;
  add_of_time(node, result);
  add_of_links(node, result);
  if (local.lies) {
    result.push_back({Trigger::Kind::forge, 0, {}, {}});
    return result;
  }
  add_of_messages(node, result);
  add_resets(node, result);
  if (may_befall(node, Fault::amnesia)) result.push_back({Trigger::Kind::amnesia, 0, {}, {}});
  if (role_of(node).forges && may_befall(node, Fault::byzantine)) {
    result.push_back({Trigger::Kind::forge, 0, {}, {}});
    result.back().turns = true;
  }
  if (!local.up) {
    if (may_befall(node, Fault::restart)) add_handler(node, {Trigger::Kind::restart, 0, {}, {}}, result);
    return result;
  }
  if (is_at_work(local)) add_handlers(node, result);
  if (local.pending)
    add_handler(node, {Trigger::Kind::resume, local.pending->type, local.pending->body, {}}, result);
  if (!may_befall(node, Fault::crash) || !may_go_down()) return result;
  result.push_back({Trigger::Kind::crash, 0, {}, {}});
  if (!role_of(node).buffers || !may_befall(node, Fault::lost_writes)) return result;
  result.push_back({Trigger::Kind::crash, 0, {}, {}});
  result.back().loses_writes = true;
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

namespace {

/// Calls visit(script, outcome) for each way to answer what a handler chooses. `run` runs it by a script.
template <class Run, class Visit>
void for_each_script(Run run, Visit visit) {
  std::vector<std::size_t> script;
  while (true) {
    Outcome outcome = run(script);
    script.clear();
    for (const Choice& choice : outcome.choices) script.push_back(choice.taken);
    const std::vector<Choice> choices = outcome.choices;
    visit(script, std::move(outcome));
    while (!script.empty() && script.back() + 1 == choices[script.size() - 1].options) script.pop_back();
    if (script.empty()) return;
    ++script.back();
  }
}

}  // namespace

void Walk::add_possible(NodeIndex node, const Trigger& trigger, std::vector<Possible>& possible) const {
  const auto run_by = [&](const auto& script) { return run(node, world().locals[node], trigger, script); };
  for_each_script(run_by, [&](const std::vector<std::size_t>& script, Outcome outcome) {
    WorldView next = after(world(), node, trigger, outcome);
    // What befalls links and changes none of them is no event, though a budget would be spent.
    const bool changes = is_for_all(trigger.kind) ? next.locals != world().locals : next != world();
    if (outcome.happened && changes)
      possible.push_back({{node, trigger, script}, std::move(outcome), std::move(next)});
  });
}

std::vector<std::vector<std::vector<std::size_t>>> start_combinations(const Model& model) {
  std::vector<std::vector<std::vector<std::size_t>>> combinations(1);
  for (NodeIndex node = 0; node < model.layout().node_count(); ++node) {
    const auto so_far = std::exchange(combinations, {});
    const bool starts = model.triggers()[model.layout().role_number_of(node)].starts;
    const auto run_by = [&](const auto& script) {
      return starts ? model.run(node, model.initial(node), {Trigger::Kind::start, 0, {}, {}}, script)
                    : Outcome{};
    };
    for_each_script(run_by, [&](const std::vector<std::size_t>& script, const Outcome&) {
      for (auto combination : so_far) {
        combination.push_back(script);
        combinations.push_back(std::move(combination));
      }
    });
  }
  return combinations;
}

std::vector<Walk::Possible> Walk::possible() const {
  std::vector<Possible> result;
  for (NodeIndex node = 0; node < model_.layout().node_count(); ++node) {
    for (const Trigger& trigger : triggers(node)) add_possible(node, trigger, result);
  }
  return result;
}

namespace {

/// What a handler has chosen, by value: the same number may stand for another option in another state.
std::vector<std::string> chosen_by_handler(const std::vector<Choice>& choices) {
  std::vector<std::string> chosen;
  for (const Choice& choice : choices) {
    if (choice.kind == Choice::Kind::by_handler) chosen.push_back(choice.shown);
  }
  return chosen;
}

bool is_the_same(Trigger one, Trigger other) {
  if (one.kind == Trigger::Kind::act || one.kind == Trigger::Kind::reset) {
    one.packets.clear();
    other.packets.clear();
  }
  return one == other;
}

}  // namespace

Walk::Nearest Walk::nearest(const RecordedStep& step, const std::vector<Choice>& choices) const {
  Nearest result;
  std::vector<Possible> similar;
  for (const Trigger& trigger : triggers(step.node)) {
    if (!is_the_same(trigger, step.trigger)) continue;
    result.is_possible = true;
    add_possible(step.node, trigger, similar);
  }
  const std::vector<std::string> wanted = chosen_by_handler(choices);
  const auto chooses_otherwise = [&](const Possible& possible) {
    const std::vector<std::string> chosen = chosen_by_handler(possible.outcome.choices);
    const auto [one, other] = std::mismatch(chosen.begin(), chosen.end(), wanted.begin(), wanted.end());
    return one != chosen.end() && other != wanted.end();
  };
  std::erase_if(similar, chooses_otherwise);
  const auto agreement = [&](const Possible& possible) {
    const auto& taken = possible.step.choices;
    return std::mismatch(taken.begin(), taken.end(), step.choices.begin(), step.choices.end()).first -
           taken.begin();
  };
  const auto nearest = std::max_element(
      similar.begin(), similar.end(),
      [&](const Possible& one, const Possible& other) { return agreement(one) < agreement(other); });
  if (nearest != similar.end()) result.step = nearest->step;
  return result;
}

bool Walk::goes_on() const {
  const auto steps = possible();
  return std::any_of(steps.begin(), steps.end(),
                     [](const Possible& possible) { return is_way_out(faults_of(possible.step.trigger)); });
}

}  // namespace pessimist
