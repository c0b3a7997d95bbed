#include "world/own_events.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace pessimist::world {

namespace {

using Kind = Trigger::Kind;

class OwnEvents {
 public:
  OwnEvents(const System& system, NodeIndex node, const Local& local)
      : system_(system),
        model_(system.model()),
        node_(node),
        role_(model_.triggers()[model_.layout().role_number_of(node)]),
        local_(local) {}

  std::vector<Event> find() {
    pass_time();
    part();
    if (local_.lies) {
      add({Kind::forge, 0, {}, {}});
      return std::move(events_);
    }
    befall();
    if (!local_.up) {
      if (allows(Fault::restart)) run({Kind::restart, 0, {}, {}});
    } else if (local_.pending) {
      run({Kind::resume, local_.pending->type, local_.pending->body, {}});
    } else {
      act();
    }
    return std::move(events_);
  }

 private:
  bool allows(Fault fault) const { return system_.allows(node_, fault); }
  void add(Trigger trigger, Guards needs = guards::none) {
    events_.push_back({std::move(trigger), needs, 0});
  }
  void run(Trigger trigger, Guards needs = guards::none, NodeIndex peer = 0) {
    auto ways = ways_to_run(system_, node_, local_, {std::move(trigger), needs, peer});
    std::move(ways.begin(), ways.end(), std::back_inserter(events_));
  }
  Trigger about(Kind kind, std::vector<NodeIndex> nodes, Ticks ticks = 0) const {
    Trigger trigger{kind, 0, {}, {}};
    trigger.nodes = std::move(nodes);
    trigger.ticks = ticks;
    return trigger;
  }

  /// What the node does by itself while it is up.
  void act() {
    for (unsigned number = 0; number < role_.acts.size(); ++number) {
      if (role_.acts[number].reads.empty()) run({Kind::act, number, {}, {}});
    }
    for (const ArmedTimer& timer : local_.armed) run({Kind::timeout, timer.type, timer.body, {}});
    for (NodeIndex peer = 0; peer < system_.nodes(); ++peer) {
      if (peer == node_ || !role_.suspects[model_.layout().role_number_of(peer)]) continue;
      const bool is_deaf = std::binary_search(local_.deaf_to.begin(), local_.deaf_to.end(), peer);
      run(about(Kind::suspect, {peer}), is_deaf ? guards::none : guards::peer_is_down, peer);
    }
  }

  /// What befalls the node itself.
  void befall() {
    if (allows(Fault::byzantine) && role_.forges) {
      Trigger turning{Kind::forge, 0, {}, {}};
      turning.turns = true;
      add(std::move(turning));
    }
    if (allows(Fault::amnesia)) add({Kind::amnesia, 0, {}, {}});
    if (!local_.up || !allows(Fault::crash)) return;
    add({Kind::crash, 0, {}, {}}, system_.needs_of_crash());
    if (!role_.buffers || !allows(Fault::lost_writes)) return;
    Trigger losing{Kind::crash, 0, {}, {}};
    losing.loses_writes = true;
    add(std::move(losing), system_.needs_of_crash());
  }

  void pass_time() {
    const Clocks& clocks = model_.clocks();
    if (clocks.horizon == 0) return;
    if (node_ == 0) add({Kind::tick, 0, {}, {}}, guards::every_node | guards::time);
    if (!role_.reads_clock || local_.lies) return;
    if (allows(Fault::skew)) {
      for (const Ticks ticks : {0, 2})
        add(about(Kind::tick, {node_}, ticks), guards::every_node | guards::time);
    }
    if (!allows(Fault::jump)) return;
    for (Ticks ticks = -clocks.jump; ticks <= clocks.jump; ++ticks) {
      if (ticks != 0) add(about(Kind::jump, {}, ticks));
    }
  }

  void part() {
    if (allows(Fault::cut)) {
      for (NodeIndex peer = 0; peer < system_.nodes(); ++peer) {
        if (peer == node_ || !can_part(model_, Fault::cut, peer, node_)) continue;
        if (!std::binary_search(local_.deaf_to.begin(), local_.deaf_to.end(), peer))
          add(about(Kind::cut, {peer}));
      }
    }
    if (allows(Fault::isolate)) add(about(Kind::isolate, {node_}), guards::every_node);
    if (allows(Fault::partition)) split();
    if (node_ == 0 && system_.ledger().allows(Fault::heal)) add({Kind::heal, 0, {}, {}}, guards::every_node);
  }

  /// Each way to divide those that may be parted, at the first of them, which stands on the side that is named.
  void split() {
    std::vector<NodeIndex> nodes;
    for (NodeIndex node = 0; node < system_.nodes(); ++node) {
      if (system_.allows(node, Fault::partition)) nodes.push_back(node);
    }
    if (nodes.front() != node_) return;
    const std::uint64_t all = (std::uint64_t{1} << (nodes.size() - 1)) - 1;
    for (std::uint64_t others = 0; others < all; ++others) {
      std::vector<NodeIndex> side{node_};
      for (std::size_t i = 1; i < nodes.size(); ++i) {
        if ((others >> (i - 1) & 1) != 0) side.push_back(nodes[i]);
      }
      add(about(Kind::partition, std::move(side)), guards::every_node);
    }
  }

  const System& system_;
  const Model& model_;
  NodeIndex node_;
  const RoleTriggers& role_;
  const Local& local_;
  std::vector<Event> events_;
};

}  // namespace

std::vector<Event> own_events(const System& system, NodeIndex node, const Local& local) {
  return OwnEvents(system, node, local).find();
}

std::vector<Event> ways_to_run(const System& system, NodeIndex node, const Local& local, Event event) {
  std::vector<Event> ways{event};
  const auto add = [&](bool Trigger::*way, Guards needs) {
    ways.push_back(event);
    ways.back().trigger.*way = true;
    ways.back().needs |= needs;
  };
  if (system.allows(node, Fault::pause)) add(&Trigger::paused, guards::none);
  if (!system.allows(node, Fault::crash_in_handler)) return ways;
  const Guards needs = local.up ? system.needs_of_crash() : guards::none;
  event.trigger.takes = takes_messages(event.trigger.kind, system.options().network);
  add(&Trigger::interrupted, needs);
  const RoleTriggers& role = system.model().triggers()[system.model().layout().role_number_of(node)];
  if (!role.buffers || !system.allows(node, Fault::lost_writes)) return ways;
  add(&Trigger::interrupted, needs);
  ways.back().trigger.loses_writes = true;
  return ways;
}

}  // namespace pessimist::world
