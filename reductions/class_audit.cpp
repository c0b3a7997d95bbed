#include "reductions/class_audit.hpp"

#include <algorithm>
#include <string>

#include "reductions/checker_fault.hpp"
#include "world/own_events.hpp"

namespace pessimist::reductions {

using world::PartId;

namespace {

/// Whether something happens even if the node stays as it is: a budget is spent, or a message is taken out of the inbox.
bool always_shows(const Trigger& trigger, const world::NetworkRules& rules) {
  return !faults_of(trigger).empty() || (trigger.kind == Trigger::Kind::receive && rules.consumes());
}

/// Whether a node in this state can be triggered so at all, with the right messages in its inbox.
bool is_possible(const world::System& system, NodeIndex node, const Local& local, const Trigger& trigger) {
  if (!trigger.packets.empty() || trigger.kind == Trigger::Kind::act) return world::is_at_work(local);
  const auto events = world::own_events(system, node, local);
  return std::any_of(events.begin(), events.end(),
                     [&](const world::Event& event) { return event.trigger == trigger; });
}

}  // namespace

ClassAudit::ClassAudit(world::System& system, const Alone& alone, const Partition& partition,
                       const Question& question)
    : system_(system), alone_(alone), partition_(partition), question_(question) {
  for (const Alone::Node& graph : alone.nodes) {
    triggers_.emplace_back(graph.locals.size());
    for (const Alone::Edge& edge : graph.edges) {
      if (edge.from == Alone::none) continue;
      auto& triggers = triggers_.back()[edge.from];
      if (triggers.empty() || triggers.back() != edge.trigger) triggers.push_back(edge.trigger);
    }
  }
}

std::uint64_t ClassAudit::look(world::Expander& expander, const world::UnfoldedWorld& world,
                               std::uint64_t seed) {
  const NodeIndex nodes = expander.system().nodes();
  std::uint64_t pairs = 0;
  for (NodeIndex turn = 0; turn < nodes && pairs < most_pairs; ++turn) {
    const auto node = static_cast<NodeIndex>((draw(seed, 0, nodes) + turn) % nodes);
    const world::Unit& unit = *world.units[node];
    const auto known = alone_.nodes[node].place_of.find(unit.local);
    if (known == alone_.nodes[node].place_of.end()) continue;
    const std::uint32_t local = known->second;
    const std::vector<std::uint32_t> members = partition_.members(node, local);
    const std::uint32_t other = members[draw(seed, turn + 1, members.size())];
    if (other != local) {
      compare(node, local, other, seed + turn);
      ++pairs;
    }
    if (compare_packets(unit, node, local, seed + turn)) ++pairs;
  }
  return pairs;
}

void ClassAudit::compare(NodeIndex node, std::uint32_t one, std::uint32_t other, std::uint64_t seed) {
  compare_observations(node, one, other);
  const std::vector<PartId>& locals = alone_.nodes[node].locals;
  for (const std::uint32_t from : {one, other}) {
    const std::vector<PartId>& triggers = triggers_[node][from];
    const std::uint64_t first = triggers.empty() ? 0 : draw(seed, 0, triggers.size());
    for (std::size_t turn = 0; turn < std::min(most_triggers, triggers.size()); ++turn) {
      const PartId trigger = triggers[(first + turn) % triggers.size()];
      if (answers(node, one, trigger) == answers(node, other, trigger)) continue;
      for (const std::uint32_t place : {one, other}) {
        if (is_possible(system_, node, system_.parts().local(locals[place]),
                        system_.parts().trigger(trigger)))
          require_same_answer(system_, node, locals[place], trigger);
      }
      throw CheckerFault("two local states are held to be alike, but answer differently: " +
                         in_words(system_, node, locals[one], trigger) +
                         "; and: " + in_words(system_, node, locals[other], trigger));
    }
  }
}

void ClassAudit::compare_observations(NodeIndex node, std::uint32_t one, std::uint32_t other) const {
  const Model& model = system_.model();
  const unsigned role = model.layout().role_number_of(node);
  const Local first = system_.parts().local(alone_.nodes[node].locals[one]);
  const Local second = system_.parts().local(alone_.nodes[node].locals[other]);
  for (const Predicate* predicate : question_.predicates) {
    for (std::size_t source = 0; source < predicate->sources().size(); ++source) {
      const Predicate::Source& from = predicate->sources()[source];
      if (from.is_messages || from.number != role) continue;
      if (predicate->observe(source, first.fields) == predicate->observe(source, second.fields)) continue;
      throw CheckerFault("two local states of " + model.layout().name(node) +
                         " are held to be alike, but a property sees a difference: " +
                         to_string(model.describe_fields(node, first.fields)) +
                         "; and: " + to_string(model.describe_fields(node, second.fields)));
    }
  }
}

bool ClassAudit::compare_packets(const world::Unit& unit, NodeIndex node, std::uint32_t local,
                                 std::uint64_t seed) {
  const PartId state = alone_.nodes[node].locals[local];
  for (std::size_t place = 0; place < unit.steps.size(); ++place) {
    const world::Step& step = unit.steps[place];
    const Trigger trigger = system_.parts().trigger(step.trigger);
    if (trigger.kind != Trigger::Kind::receive) continue;
    const auto known = alone_.number_of.find(system_.parts().packet(trigger.packets.front()));
    if (known == alone_.number_of.end()) continue;
    const std::vector<std::uint32_t>& alike = partition_.packets_like(known->second);
    const std::uint32_t other = alike[draw(seed, place, alike.size())];
    if (other == known->second) continue;
    Trigger like = trigger;
    like.packets = {alone_.contents[other]};
    const PartId other_trigger = system_.parts().trigger(like);
    if (answers(node, local, step.trigger) == answers(node, local, other_trigger)) return true;
    require_same_answer(system_, node, state, step.trigger);
    require_same_answer(system_, node, state, other_trigger);
    throw CheckerFault("two messages are held to be alike, but are answered differently: " +
                       in_words(system_, node, state, step.trigger) +
                       "; and: " + in_words(system_, node, state, other_trigger));
  }
  return false;
}

ClassAudit::Answers ClassAudit::answers(NodeIndex node, std::uint32_t local, PartId trigger) {
  const PartId state = alone_.nodes[node].locals[local];
  const Trigger cause = system_.parts().trigger(trigger);
  Answers all;
  if (!is_possible(system_, node, system_.parts().local(state), cause)) return all;
  for (const world::LocalStep& step : system_.steps().anew(node, state, trigger)) {
    try {
      if (auto one = answer(node, local, step, always_shows(cause, system_.rules())))
        all.insert(std::move(*one));
    } catch (const std::out_of_range&) {
      require_same_answer(system_, node, state, trigger);
      throw CheckerFault("a node does what it was not seen to do alone: " +
                         in_words(system_, node, state, trigger));
    }
  }
  return all;
}

std::optional<ClassAudit::Answer> ClassAudit::answer(NodeIndex node, std::uint32_t local,
                                                     const world::LocalStep& step, bool shows) const {
  const std::uint32_t to = alone_.nodes[node].place_of.at(step.after);
  const bool moves = question_.looks_for_deadlocks
                         ? to != local
                         : partition_.block(node, to) != partition_.block(node, local);
  if (!moves && !shows && step.sends.empty()) return std::nullopt;
  std::vector<std::uint32_t> sends;
  for (const PartId packet : step.sends)
    sends.push_back(partition_.block_of_packet(alone_.number_of.at(packet)));
  if (system_.options().network != Network::fifo) std::sort(sends.begin(), sends.end());
  if (system_.options().network == Network::unreliable)
    sends.erase(std::unique(sends.begin(), sends.end()), sends.end());
  const bool shows_moving = question_.looks_for_deadlocks && moves;
  return Answer{std::uint64_t{partition_.block(node, to)} << 1 | (shows_moving ? 1U : 0U), std::move(sends)};
}

}  // namespace pessimist::reductions
