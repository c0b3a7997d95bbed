#include "naive/events.hpp"

#include <algorithm>
#include <utility>

namespace pessimist::naive {

namespace {

using Kind = Trigger::Kind;

class Possibilities {
 public:
  Possibilities(const Model& model, const NaiveOptions& options, const World& world)
      : model_(model), options_(options), world_(world) {}

  std::vector<Event> all() {
    for (NodeIndex node = 0; node < world_.locals.size(); ++node) add_of(node);
    add_cut_short();
    add_on_links();
    add_in_time();
    return std::move(events_);
  }

 private:
  const RoleTriggers& triggers_of(NodeIndex node) const {
    return model_.triggers()[model_.layout().role_number_of(node)];
  }
  bool is_left(Fault fault) const {
    const auto used = world_.used.find(fault);
    return used != world_.used.end() && used->second < options_.budgets.at(fault);
  }
  bool may_still(NodeIndex node, Fault fault) const {
    return is_left(fault) && !triggers_of(node).spared.contains(fault);
  }
  bool is_deaf(NodeIndex node, NodeIndex sender) const {
    return std::count(world_.locals[node].deaf_to.begin(), world_.locals[node].deaf_to.end(), sender) > 0;
  }
  bool may_go_down() const {
    std::size_t down = 0;
    for (const Local& local : world_.locals) down += local.up ? 0 : 1;
    return !model_.most_down() || down < *model_.most_down();
  }

  void add(NodeIndex node, Trigger trigger) { events_.push_back({node, std::move(trigger)}); }
  void add(NodeIndex node, Kind kind, std::vector<NodeIndex> about = {}, Ticks ticks = 0) {
    Trigger trigger{kind, 0, {}, {}};
    trigger.nodes = std::move(about);
    trigger.ticks = ticks;
    add(node, std::move(trigger));
  }

  void add_of(NodeIndex node) {
    const Local& local = world_.locals[node];
    if (local.lies) return add(node, Kind::forge);
    if (triggers_of(node).forges && may_still(node, Fault::byzantine)) {
      add(node, Kind::forge);
      events_.back().trigger.turns = true;
    }
    for (const Packet& packet : deliverable(options_.network, world_.inboxes[node])) {
      if (may_still(node, Fault::drop)) add(node, {Kind::drop, 0, {}, {packet}});
      if (may_still(node, Fault::duplicate)) add(node, {Kind::duplicate, 0, {}, {packet}});
    }
    add_resets(node);
    if (may_still(node, Fault::amnesia)) add(node, Kind::amnesia);
    if (!local.up) {
      if (may_still(node, Fault::restart)) add(node, Kind::restart);
      return;
    }
    add_crashes(node);
    if (local.pending) return add(node, {Kind::resume, local.pending->type, local.pending->body, {}});
    add_receives(node);
    add_acts(node);
    for (const ArmedTimer& timer : local.armed) add(node, {Kind::timeout, timer.type, timer.body, {}});
    add_about_peers(node);
  }

  void add_crashes(NodeIndex node) {
    if (!may_still(node, Fault::crash) || !may_go_down()) return;
    add(node, Kind::crash);
    if (!triggers_of(node).buffers || !may_still(node, Fault::lost_writes)) return;
    add(node, Kind::crash);
    events_.back().trigger.loses_writes = true;
  }

  void add_receives(NodeIndex node) {
    for (const Packet& packet : deliverable(options_.network, world_.inboxes[node])) {
      const bool has_handler =
          triggers_of(node).receives[packet.type][model_.layout().role_number_of(packet.from)];
      if (has_handler && !is_deaf(node, packet.from)) add(node, {Kind::receive, 0, {}, {packet}});
    }
  }

  void add_acts(NodeIndex node) {
    const std::vector<Act>& acts = triggers_of(node).acts;
    for (unsigned number = 0; number < acts.size(); ++number) {
      const std::vector<unsigned>& reads = acts[number].reads;
      Trigger trigger{Kind::act, number, {}, {}};
      for (const Packet& packet : world_.inboxes[node]) {
        if (std::count(reads.begin(), reads.end(), packet.type) > 0) trigger.packets.push_back(packet);
      }
      std::sort(trigger.packets.begin(), trigger.packets.end());
      add(node, std::move(trigger));
    }
  }

  void add_about_peers(NodeIndex node) {
    for (NodeIndex peer = 0; peer < world_.locals.size(); ++peer) {
      if (peer == node) continue;
      const unsigned role = model_.layout().role_number_of(peer);
      const bool is_silent = is_deaf(node, peer) || !world_.locals[peer].up;
      if (triggers_of(node).suspects[role] && is_silent) add(node, Kind::suspect, {peer});
    }
  }

  /// Who is down or stands still is not told, and loses what was on its way all the same.
  void add_resets(NodeIndex node) {
    if (options_.network != Network::fifo || !may_still(node, Fault::reset)) return;
    const Local& local = world_.locals[node];
    for (NodeIndex peer = 0; peer < world_.locals.size(); ++peer) {
      if (peer == node) continue;
      std::vector<Packet> lost = world_.inboxes[node];
      std::erase_if(lost, [&](const Packet& packet) { return packet.from != peer; });
      const bool is_told = local.up && !local.pending &&
                           triggers_of(node).hears_of_resets[model_.layout().role_number_of(peer)];
      if (lost.empty() && !is_told) continue;
      add(node, Kind::reset, {peer});
      events_.back().trigger.packets = std::move(lost);
    }
  }

  /// Every handler, in which the node crashes or stands still.
  void add_cut_short() {
    static const std::vector<Kind> handlers{Kind::receive, Kind::act,    Kind::timeout, Kind::restart,
                                            Kind::suspect, Kind::resume, Kind::reset};
    const std::vector<Event> whole = events_;
    for (const Event& event : whole) {
      if (std::count(handlers.begin(), handlers.end(), event.trigger.kind) == 0) continue;
      const Local& local = world_.locals[event.node];
      if (event.trigger.kind == Kind::reset && (!local.up || local.pending)) continue;  // it runs no handler
      if (may_still(event.node, Fault::pause)) {
        events_.push_back(event);
        events_.back().trigger.paused = true;
      }
      const bool is_up = world_.locals[event.node].up;
      if (!may_still(event.node, Fault::crash_in_handler) || (is_up && !may_go_down())) continue;
      events_.push_back(event);
      events_.back().trigger.interrupted = true;
      events_.back().trigger.takes =
          options_.network != Network::unreliable &&
          (event.trigger.kind == Kind::receive || event.trigger.kind == Kind::reset);
      if (!triggers_of(event.node).buffers || !may_still(event.node, Fault::lost_writes)) continue;
      events_.push_back(events_.back());
      events_.back().trigger.loses_writes = true;
    }
  }

  void add_on_links() {
    const auto nodes = static_cast<NodeIndex>(world_.locals.size());
    std::vector<NodeIndex> unspared;
    for (NodeIndex node = 0; node < nodes; ++node) {
      if (may_still(node, Fault::isolate)) add(node, Kind::isolate, {node});
      if (may_still(node, Fault::partition)) unspared.push_back(node);
      for (NodeIndex peer = 0; peer < nodes; ++peer) {
        const bool can_be_cut =
            peer != node && is_left(Fault::cut) && can_part(model_, Fault::cut, peer, node);
        if (can_be_cut && !is_deaf(node, peer)) add(node, Kind::cut, {peer});
      }
    }
    if (is_left(Fault::heal)) add(0, Kind::heal);
    if (unspared.empty()) return;
    // The first stands on the side that is named; each other stands there or not, but not all of them.
    std::vector<std::vector<NodeIndex>> sides{{unspared[0]}};
    for (std::size_t i = 1; i < unspared.size(); ++i) {
      for (std::size_t known = sides.size(); known-- > 0;) {
        sides.push_back(sides[known]);
        sides.back().push_back(unspared[i]);
      }
    }
    for (const std::vector<NodeIndex>& side : sides) {
      if (side.size() < unspared.size()) add(unspared[0], Kind::partition, side);
    }
  }

  bool may_time_pass(const Trigger& tick) const {
    for (NodeIndex node = 0; node < world_.locals.size(); ++node) {
      const Local& local = world_.locals[node];
      if (!model_.run(node, local, tick, {}).happened) return false;
      const bool takes_part = local.up && !local.pending && !local.lies;
      for (const Packet& packet : world_.inboxes[node]) {
        if (takes_part && model_.prompt()[packet.type] && !is_deaf(node, packet.from)) return false;
      }
    }
    return true;
  }

  void add_in_time() {
    if (model_.clocks().horizon == 0) return;
    add_tick(0, {}, 0);
    for (NodeIndex node = 0; node < world_.locals.size(); ++node) {
      if (!triggers_of(node).reads_clock || world_.locals[node].lies) continue;
      if (may_still(node, Fault::skew)) {
        add_tick(node, {node}, 0);
        add_tick(node, {node}, 2);
      }
      for (Ticks ticks = 1; ticks <= model_.clocks().jump && may_still(node, Fault::jump); ++ticks) {
        add(node, Kind::jump, {}, ticks);
        add(node, Kind::jump, {}, -ticks);
      }
    }
  }
  void add_tick(NodeIndex node, std::vector<NodeIndex> about, Ticks ticks) {
    add(node, Kind::tick, std::move(about), ticks);
    if (!may_time_pass(events_.back().trigger)) events_.pop_back();
  }

  const Model& model_;
  const NaiveOptions& options_;
  const World& world_;
  std::vector<Event> events_;
};

}  // namespace

std::vector<Event> events(const Model& model, const NaiveOptions& options, const World& world) {
  return Possibilities(model, options, world).all();
}

bool befalls_all(const Trigger& trigger) {
  return trigger.kind == Kind::tick || trigger.kind == Kind::partition || trigger.kind == Kind::isolate ||
         trigger.kind == Kind::heal;
}

World applied(const Model& model, Network network, World world, const Event& event, const Outcome& outcome) {
  const Trigger& trigger = event.trigger;
  if (befalls_all(trigger)) {
    for (NodeIndex node = 0; node < world.locals.size(); ++node)
      world.locals[node] = model.run(node, world.locals[node], trigger, {}).after;
  }
  world.locals[event.node] = outcome.after;
  std::vector<Packet>& inbox = world.inboxes[event.node];
  if (trigger.kind == Kind::receive || trigger.kind == Kind::drop)
    take(network, inbox, trigger.packets.front());
  if (trigger.kind == Kind::duplicate) duplicate(inbox, trigger.packets.front());
  if (trigger.kind == Kind::reset) {
    for (const Packet& packet : trigger.packets) take(network, inbox, packet);
  }
  for (const Fault fault : faults_in(trigger)) ++world.used[fault];
  return world;
}

}  // namespace pessimist::naive
