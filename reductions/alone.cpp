#include "reductions/alone.hpp"

#include <algorithm>
#include <exception>

#include <fmt/format.h>

#include "reductions/alone_orbits.hpp"
#include "world/own_events.hpp"

namespace pessimist::reductions {

using world::PartId;

AloneExplorer::AloneExplorer(world::System& system, std::size_t budget, const AloneOrbits& orbits)
    : system_(system), budget_(budget), orbits_(orbits) {
  alone_.nodes.resize(system.nodes());
  tried_.resize(system.nodes());
  for (NodeIndex node = 0; node < system.nodes(); ++node) {
    if (orbits_.is_explored(node)) explored_.push_back(node);
  }
}

Alone AloneExplorer::explore() {
  for (const NodeIndex node : explored_) start(node);
  bool changed = true;
  while (changed) {
    changed = false;
    for (const NodeIndex node : explored_) {
      for (std::uint32_t local = 0; local < alone_.nodes[node].locals.size(); ++local)
        changed |= advance(node, local);
    }
    if (changed) continue;
    find_companions();
    for (const NodeIndex node : explored_) changed |= act_on_inboxes(node);
  }
  orbits_.fill(alone_);
  return std::move(alone_);
}

const RoleTriggers& AloneExplorer::role(NodeIndex node) const {
  return system_.model().triggers()[system_.model().layout().role_number_of(node)];
}

void AloneExplorer::start(NodeIndex node) {
  const world::LocalSteps steps = system_.start_steps(node);
  if (role(node).starts) {
    world::Parts& parts = system_.parts();
    orbits_.look(node, parts.local(system_.model().initial(node)),
                 parts.trigger({Trigger::Kind::start, 0, {}, {}}), steps);
  }
  for (const world::LocalStep& step : steps) add_edge(node, {}, step);
}

bool AloneExplorer::advance(NodeIndex node, std::uint32_t local) {
  if (alone_.nodes[node].is_outside[local]) return false;
  const Local state = system_.parts().local(alone_.nodes[node].locals[local]);
  bool changed = false;
  if (!std::exchange(tried_[node][local].own, true)) {
    changed = true;
    for (const world::Event& event : world::own_events(system_, node, state)) {
      Alone::Edge edge;
      edge.is_fault = !faults_of(event.trigger).empty();
      take(node, local, event.trigger, std::move(edge));
    }
    // Time passes for all nodes, though it is an event of the first.
    if (node != 0 && system_.model().clocks().horizon > 0)
      take(node, local, {Trigger::Kind::tick, 0, {}, {}}, {});
    if (world::is_at_work(state)) hear_of_resets(node, local);
  }
  if (!world::is_at_work(state)) return changed;
  // A step may send something to the node itself, so their number grows meanwhile.
  while (tried_[node][local].receives < alone_.nodes[node].packets.size()) {
    const std::uint32_t packet = alone_.nodes[node].packets[tried_[node][local].receives++];
    const Packet content = alone_.contents[packet];
    if (!role(node).receives[content.type][system_.model().layout().role_number_of(content.from)]) continue;
    changed = true;
    Alone::Edge edge;
    edge.packet = packet;
    take_handler(node, local, {Trigger::Kind::receive, 0, {}, {content}}, edge);
  }
  return changed;
}

// The handler does not see what was on its way, so it need not be told apart here.
void AloneExplorer::hear_of_resets(NodeIndex node, std::uint32_t local) {
  if (!system_.allows(node, Fault::reset)) return;
  for (NodeIndex peer = 0; peer < system_.nodes(); ++peer) {
    if (peer == node || !role(node).hears_of_resets[system_.model().layout().role_number_of(peer)]) continue;
    Trigger trigger{Trigger::Kind::reset, 0, {}, {}};
    trigger.nodes = {peer};
    take_handler(node, local, std::move(trigger), {});
  }
}

bool AloneExplorer::act_on_inboxes(NodeIndex node) {
  bool changed = false;
  for (unsigned act = 0; act < role(node).acts.size(); ++act) {
    const auto& reads = role(node).acts[act].reads;
    if (reads.empty()) continue;
    if (system_.options().network != Network::unreliable)
      throw AloneFailure{"an act reads an inbox in which a message may lie several times"};
    std::vector<Trigger> triggers;
    std::vector<PartId> ids;
    for (const auto& inbox : inboxes(node, reads)) {
      Trigger& trigger = triggers.emplace_back(Trigger{Trigger::Kind::act, act, {}, {}});
      for (const std::uint32_t packet : inbox) trigger.packets.push_back(alone_.contents[packet]);
      std::sort(trigger.packets.begin(), trigger.packets.end());
      ids.push_back(system_.parts().trigger(trigger));
    }
    std::vector<std::pair<std::uint32_t, const Trigger*>> untried;  // in which local state
    for (std::uint32_t local = 0; local < alone_.nodes[node].locals.size(); ++local) {
      if (!may_act(node, local)) continue;
      for (std::size_t i = 0; i < triggers.size(); ++i) {
        if (tried_[node][local].acts.insert(ids[i]).second) untried.emplace_back(local, &triggers[i]);
      }
    }
    if (alone_.steps + untried.size() > budget_) give_up();  // rather than find it out one by one
    Alone::Edge edge;
    edge.act = act;
    for (const auto& [local, trigger] : untried) take_handler(node, local, *trigger, edge);
    changed |= !untried.empty();
  }
  return changed;
}

void AloneExplorer::take_handler(NodeIndex node, std::uint32_t local, Trigger trigger,
                                 const Alone::Edge& edge) {
  const Local state = system_.parts().local(alone_.nodes[node].locals[local]);
  for (const world::Event& way : world::ways_to_run(system_, node, state, {std::move(trigger)})) {
    Alone::Edge of_way = edge;
    of_way.is_fault = !faults_of(way.trigger).empty();
    take(node, local, way.trigger, std::move(of_way));
  }
}

void AloneExplorer::take(NodeIndex node, std::uint32_t local, const Trigger& trigger, Alone::Edge edge) {
  if (++alone_.steps > budget_) give_up();
  edge.from = local;
  edge.trigger = system_.parts().trigger(trigger);
  try {
    const PartId before = alone_.nodes[node].locals[local];
    const world::LocalSteps& steps = system_.steps().of(node, before, edge.trigger);
    orbits_.look(node, before, edge.trigger, steps);
    for (const world::LocalStep& step : steps) add_edge(node, edge, step);
  } catch (const SpecError&) {  // no run need come here; if one does, the search will say so
    alone_.nodes[node].edges.push_back(edge);
  }
}

void AloneExplorer::add_edge(NodeIndex node, Alone::Edge edge, const world::LocalStep& step) {
  edge.to = place(node, step.after);
  for (const PartId packet : step.sends) edge.sends.push_back(number(packet));
  alone_.nodes[node].edges.push_back(std::move(edge));
}

std::uint32_t AloneExplorer::place(NodeIndex node, PartId local) {
  Alone::Node& graph = alone_.nodes[node];
  const auto [known, is_new] =
      graph.place_of.try_emplace(local, static_cast<std::uint32_t>(graph.locals.size()));
  const std::uint32_t place = known->second;
  if (is_new) {
    graph.locals.push_back(local);
    graph.is_outside.push_back(is_outside(node, local));
    tried_[node].emplace_back();
  }
  return place;
}

std::uint32_t AloneExplorer::number(PartId packet) {
  const std::size_t known = alone_.packets.size();
  const std::uint32_t number = add_packet(packet);
  for (std::size_t next = known; next < alone_.packets.size(); ++next) {
    for (const PartId image : orbits_.images(alone_.packets[next])) add_packet(image);
  }
  return number;
}

std::uint32_t AloneExplorer::add_packet(PartId packet) {
  const auto [known, is_new] =
      alone_.number_of.try_emplace(packet, static_cast<std::uint32_t>(alone_.packets.size()));
  const std::uint32_t number = known->second;
  if (is_new) {
    alone_.packets.push_back(packet);
    alone_.contents.push_back(system_.parts().packet(packet));
    alone_.nodes[alone_.contents.back().to].packets.push_back(number);
  }
  return number;
}

void AloneExplorer::give_up() const {
  throw AloneFailure{fmt::format("it would take more than {} steps", budget_)};
}

bool AloneExplorer::may_act(NodeIndex node, std::uint32_t local) const {
  const Alone::Node& graph = alone_.nodes[node];
  return !graph.is_outside[local] && world::is_at_work(system_.parts().local(graph.locals[local]));
}

bool AloneExplorer::is_outside(NodeIndex node, PartId local) const {
  const Model& model = system_.model();
  const unsigned role = model.layout().role_number_of(node);
  for (const BoundInfo& bound : model.bounds()) {
    const Predicate& predicate = *bound.predicate;
    if (predicate.form() != Predicate::Form::each || predicate.sources().front().number != role) continue;
    try {
      const Reading reading{node, 0, predicate.observe(0, system_.parts().local(local).fields)};
      if (predicate.judge({{reading}}).verdict == Judgement::Verdict::fails) return true;
    } catch (const std::exception&) {  // no run need come here; if one does, the search will say so
    }
  }
  return false;
}

// Which packets may lie in an inbox together.

void AloneExplorer::find_companions() {
  companions_.clear();
  for (const NodeIndex node : explored_) {
    const Alone::Node& graph = alone_.nodes[node];
    std::vector<std::vector<const Alone::Edge*>> out(graph.locals.size());
    std::map<std::uint32_t, std::vector<const Alone::Edge*>> senders;  // of a packet that an act reads
    for (const Alone::Edge& edge : graph.edges) {
      if (edge.from != Alone::none) out[edge.from].push_back(&edge);
      for (const std::uint32_t packet : edge.sends) {
        if (role(alone_.contents[packet].to).reads[alone_.contents[packet].type])
          senders[packet].push_back(&edge);
      }
    }
    for (const auto& [packet, edges] : senders) {
      std::vector<bool> seen(graph.locals.size(), false);
      std::vector<std::uint32_t> todo;
      const auto pass = [&, packet = packet](const Alone::Edge& edge) {
        for (const std::uint32_t other : edge.sends) companions_.insert(std::minmax(packet, other));
        if (edge.is_broken() || seen[edge.to]) return;
        seen[edge.to] = true;
        todo.push_back(edge.to);
      };
      for (const Alone::Edge* edge : edges) pass(*edge);
      while (!todo.empty()) {
        const std::uint32_t local = todo.back();
        todo.pop_back();
        for (const Alone::Edge* edge : out[local]) pass(*edge);
      }
    }
  }
  orbits_.add_images(alone_, companions_);
}

bool AloneExplorer::go_together(std::uint32_t one, std::uint32_t other) const {
  return alone_.contents[one].from != alone_.contents[other].from ||
         companions_.contains(std::minmax(one, other));
}

std::vector<std::vector<std::uint32_t>> AloneExplorer::inboxes(NodeIndex node,
                                                               const std::vector<unsigned>& types) const {
  std::vector<std::vector<std::uint32_t>> sets{{}};
  for (const std::uint32_t packet : alone_.nodes[node].packets) {
    if (std::find(types.begin(), types.end(), alone_.contents[packet].type) == types.end()) continue;
    const std::size_t without = sets.size();
    for (std::size_t i = 0; i < without; ++i) {
      const auto fits = [&](std::uint32_t other) { return go_together(packet, other); };
      if (!std::all_of(sets[i].begin(), sets[i].end(), fits)) continue;
      std::vector<std::uint32_t> with = sets[i];
      with.push_back(packet);
      sets.push_back(std::move(with));
      if (sets.size() > budget_)
        throw AloneFailure{fmt::format("an act may see more than {} different inboxes", budget_)};
    }
  }
  return sets;
}

}  // namespace pessimist::reductions
