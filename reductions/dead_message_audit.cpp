#include "reductions/dead_message_audit.hpp"

#include <algorithm>

#include "reductions/checker_fault.hpp"
#include "world/own_events.hpp"

namespace pessimist::reductions {

using world::PartId;

std::uint64_t DeadMessageAudit::look(world::Expander& expander, const world::UnfoldedWorld& world,
                                     std::uint64_t seed) {
  const NodeIndex nodes = expander.system().nodes();
  std::uint64_t messages = 0;
  for (NodeIndex turn = 0; turn < nodes && messages < most_messages; ++turn) {
    const auto node = static_cast<NodeIndex>((draw(seed, 0, nodes) + turn) % nodes);
    const world::Unit& unit = *world.units[node];
    const auto known = alone_.nodes[node].place_of.find(unit.local);
    if (known == alone_.nodes[node].place_of.end() || !world::is_at_work(system_.parts().local(unit.local)))
      continue;
    const std::vector<std::uint32_t> members = partition_.members(node, known->second);
    const std::uint32_t local = members[draw(seed, 2 * turn + 1, members.size())];
    // Where nothing can happen, a node that runs and one that is down are one.
    if (!world::is_at_work(system_.parts().local(alone_.nodes[node].locals[local]))) continue;
    const auto packet = choose(node, local, seed + turn);
    if (!packet) continue;
    deliver(node, local, *packet, seed + turn);
    require_dead_later(node, unit, *packet);
    require_no_act(node, unit, local, *packet);
    ++messages;
  }
  return messages;
}

std::optional<std::uint32_t> DeadMessageAudit::choose(NodeIndex node, std::uint32_t local,
                                                      std::uint64_t seed) const {
  const std::vector<std::uint32_t>& packets = alone_.nodes[node].packets;
  const Layout& layout = system_.model().layout();
  const RoleTriggers& role = system_.model().triggers()[layout.role_number_of(node)];
  const std::size_t first = packets.empty() ? 0 : draw(seed, 0, packets.size());
  for (std::size_t turn = 0; turn < packets.size(); ++turn) {
    const std::uint32_t packet = packets[(first + turn) % packets.size()];
    const Packet& content = alone_.contents[packet];
    if (role.receives[content.type][layout.role_number_of(content.from)] &&
        !relevance_.is_live(node, local, packet))
      return packet;
  }
  return std::nullopt;
}

std::string DeadMessageAudit::shown(std::uint32_t packet) const {
  const Packet& content = alone_.contents[packet];
  return to_string(system_.model().describe_message(content.type, content.body)) + " from " +
         system_.model().layout().name(content.from);
}

std::vector<std::uint32_t> DeadMessageAudit::require_nothing(NodeIndex node, std::uint32_t local,
                                                             const Trigger& trigger, std::uint32_t packet) {
  const Alone::Node& graph = alone_.nodes[node];
  const PartId cause = system_.parts().trigger(trigger);
  std::vector<std::uint32_t> places;
  for (const world::LocalStep& step : system_.steps().anew(node, graph.locals[local], cause)) {
    const auto after = graph.place_of.find(step.after);
    const bool stays = after != graph.place_of.end() &&
                       (question_.looks_for_deadlocks
                            ? after->second == local
                            : partition_.block(node, after->second) == partition_.block(node, local));
    if (!stays || !step.sends.empty()) {
      require_same_answer(system_, node, graph.locals[local], cause);
      throw CheckerFault(shown(packet) + " is held to be dead, but something happens: " +
                         in_words(system_, node, graph.locals[local], cause));
    }
    places.push_back(after->second);
  }
  return places;
}

void DeadMessageAudit::deliver(NodeIndex node, std::uint32_t local, std::uint32_t packet,
                               std::uint64_t seed) {
  const Trigger trigger{Trigger::Kind::receive, 0, {}, {alone_.contents[packet]}};
  for (const std::uint32_t after : require_nothing(node, local, trigger, packet)) {
    if (after != local) classes_.compare(node, local, after, seed);
  }
}

void DeadMessageAudit::require_dead_later(NodeIndex node, const world::Unit& unit,
                                          std::uint32_t packet) const {
  const Alone::Node& graph = alone_.nodes[node];
  for (const world::Step& step : unit.steps) {
    const PartId next = world::pair_of(system_.units()[step.unit]).left;
    const auto place = graph.place_of.find(next);
    if (place == graph.place_of.end() || !relevance_.is_live(node, place->second, packet)) continue;
    throw CheckerFault(shown(packet) + " is held to be dead, but matters again after this: " +
                       in_words(system_, node, unit.local, step.trigger));
  }
}

// Messages of which one sender sends only the one or the other do not lie there together.
bool DeadMessageAudit::is_foreseen(NodeIndex node, std::uint32_t local, const Trigger& trigger) {
  const std::vector<Alone::Edge>& edges = alone_.nodes[node].edges;
  const PartId cause = system_.parts().trigger(trigger);
  return std::any_of(edges.begin(), edges.end(),
                     [&](const Alone::Edge& edge) { return edge.from == local && edge.trigger == cause; });
}

void DeadMessageAudit::require_no_act(NodeIndex node, const world::Unit& unit, std::uint32_t local,
                                      std::uint32_t packet) {
  const Packet& content = alone_.contents[packet];
  const auto& acts = system_.model().triggers()[system_.model().layout().role_number_of(node)].acts;
  for (unsigned number = 0; number < acts.size(); ++number) {
    const auto is_read = [&](const Packet& other) {
      return std::find(acts[number].reads.begin(), acts[number].reads.end(), other.type) !=
             acts[number].reads.end();
    };
    if (!is_read(content)) continue;
    Trigger trigger{Trigger::Kind::act, number, {}, {content}};
    for (const PartId id : system_.parts().sequence(unit.inbox)) {
      Packet other = system_.parts().packet(id);
      if (is_read(other) && other != content) trigger.packets.push_back(std::move(other));
    }
    std::sort(trigger.packets.begin(), trigger.packets.end());
    if (is_foreseen(node, local, trigger)) (void)require_nothing(node, local, trigger, packet);
  }
}

}  // namespace pessimist::reductions
