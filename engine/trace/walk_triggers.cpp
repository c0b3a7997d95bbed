// What may happen in the world at hand, trigger by trigger: the rules of networks, faults and time, written out plainly and
// apart from those that the search works with (world/unit_maker.cpp).

#include <algorithm>
#include <cstdint>
#include <utility>

#include "trace/walk.hpp"

namespace pessimist {

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

}  // namespace pessimist
