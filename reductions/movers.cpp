#include "reductions/movers.hpp"

#include <algorithm>
#include <map>

#include "reductions/looks.hpp"
#include "reductions/progress_order.hpp"

namespace pessimist::reductions {

using world::PartId;

namespace {

/// So many pairs of steps are looked at for one situation before it is given up.
constexpr std::size_t most_pairs = 20'000;

}  // namespace

MoverBasis::MoverBasis(world::System& of, const Alone& closure, const Partition& classes,
                       const Question& asked)
    : system(of),
      alone(closure),
      partition(classes),
      question(asked),
      index(of, closure),
      relevance(of.options().network == Network::unreliable
                    ? std::make_unique<const Relevance>(of, closure, classes, asked)
                    : nullptr),
      looks(looks_of(of, closure, asked)),
      ranks(progress_order(closure, classes)) {}

MoverFinder::MoverFinder(const MoverBasis& basis, const MessageFlow& flow, const Situation& situation,
                         PacketSets::Set inbox, const world::Unit& unit)
    : basis_(basis),
      flow_(flow),
      situation_(situation),
      inbox_(inbox),
      unit_(unit),
      network_(basis.system.options().network) {
  for (const world::Step& step : unit.steps) {
    if (step.faults.empty()) enabled_.insert(step.trigger);
  }
}

std::vector<Movers> MoverFinder::find() {
  std::vector<Movers> found;
  std::set<Triggers> seen;
  for (const PartId trigger : enabled_) {
    Triggers triggers;
    if (!join(triggers, trigger) || !grow(triggers) || !goes_on(triggers)) continue;
    if (seen.insert(triggers).second) found.push_back(describe(triggers));
  }
  // By what does not depend on names: those differ from run to run.
  std::sort(found.begin(), found.end(), [](const Movers& one, const Movers& other) {
    return std::pair(one.steps, one.first) < std::pair(other.steps, other.first);
  });
  return found;
}

Movers MoverFinder::describe(const Triggers& triggers) const {
  Movers movers;
  std::set<std::uint32_t> sends;
  for (std::size_t index = 0; index < unit_.steps.size(); ++index) {
    if (!triggers.contains(unit_.steps[index].trigger)) continue;
    if (movers.steps++ == 0) movers.first = index;
  }
  for (const PartId trigger : triggers) {
    movers.triggers.push_back(trigger);
    for (const AloneIndex::Step& step : basis_.index.steps(situation_.node, situation_.local, trigger)) {
      for (const std::uint32_t packet : step.edge->sends) {
        if (basis_.question.read[packet]) sends.insert(packet);
      }
    }
  }
  movers.read_sends.assign(sends.begin(), sends.end());
  return movers;
}

/// An act that reads its inbox is taken for what it is now only if nothing that it reads may still come.
bool MoverFinder::is_fit(PartId trigger) const {
  const auto steps = basis_.index.steps(situation_.node, situation_.local, trigger);
  if (steps.empty()) return false;
  const std::uint32_t act = steps.front().edge->act;
  if (act == Alone::none) return true;
  const Alone::Node& graph = basis_.alone.nodes[situation_.node];
  const Model& model = basis_.system.model();
  const auto& reads = model.triggers()[model.layout().role_number_of(situation_.node)].acts[act].reads;
  for (std::uint32_t place = 0; place < graph.packets.size(); ++place) {
    const unsigned type = basis_.alone.contents[graph.packets[place]].type;
    if (std::find(reads.begin(), reads.end(), type) == reads.end()) continue;
    if (flow_.sets().contains(situation_.packets, place) && !flow_.sets().contains(inbox_, place))
      return false;
  }
  return true;
}

bool MoverFinder::join(Triggers& triggers, PartId trigger) const {
  if (!enabled_.contains(trigger) || !is_fit(trigger)) return false;
  return triggers.insert(trigger).second;
}

bool MoverFinder::goes_on(const Triggers& triggers) const {
  const NodeIndex node = situation_.node;
  const auto rank = [&](std::uint32_t local) { return basis_.ranks[node][local]; };
  for (const PartId trigger : triggers) {
    for (const AloneIndex::Step& step : basis_.index.steps(node, situation_.local, trigger)) {
      const Alone::Edge& edge = *step.edge;
      if (rank(edge.to) > rank(edge.from)) return true;
      const bool only_consumes =
          basis_.partition.consumes(edge) && edge.sends.empty() &&
          basis_.partition.block(node, edge.to) == basis_.partition.block(node, edge.from);
      if (only_consumes) return true;
    }
  }
  return false;
}

/// Adds what must be among the triggers. False if that is not to be had.
bool MoverFinder::grow(Triggers& triggers) {
  const NodeIndex node = situation_.node;
  while (true) {
    std::map<std::uint32_t, PartId> first{{situation_.local, 0}};  // trigger of the way to a local state
    std::vector<std::uint32_t> todo{situation_.local};
    bool grew = false;
    // Whatever lies behind the first trigger of the way is cut off with it.
    const auto cut_off = [&](std::uint32_t local) {
      grew = local != situation_.local && join(triggers, first.at(local));
      return grew;
    };
    for (std::size_t next = 0; next < todo.size() && !grew; ++next) {
      const std::uint32_t local = todo[next];
      const bool unseen = std::all_of(triggers.begin(), triggers.end(),
                                      [&](PartId trigger) { return is_unseen(local, trigger); });
      if (!unseen) {
        if (!cut_off(local)) return false;
        break;
      }
      for (const AloneIndex::Step& step : basis_.index.steps(node, local)) {
        const Alone::Edge& edge = *step.edge;
        if (triggers.contains(edge.trigger) || !flow_.may_happen(situation_, step) || !is_event(edge) ||
            waits_for(triggers, edge))
          continue;
        if ((looked_ += triggers.size()) > most_pairs) return false;
        const bool all_close = std::all_of(triggers.begin(), triggers.end(),
                                           [&](PartId trigger) { return close(edge, trigger); });
        if (!all_close) {
          grew = join(triggers, edge.trigger);
          if (!grew && !cut_off(local)) return false;
          break;
        }
        if (edge.is_broken()) continue;
        const PartId way = local == situation_.local ? edge.trigger : first.at(local);
        if (first.emplace(edge.to, way).second) todo.push_back(edge.to);
      }
    }
    if (!grew) return true;
  }
}

bool MoverFinder::is_event(const Alone::Edge& step) const {
  return basis_.partition.consumes(step) || basis_.partition.is_event(situation_.node, step);
}

bool MoverFinder::waits_for(const Triggers& triggers, const Alone::Edge& step) const {
  // What goes wrong with the head of the queue itself does not wait behind it.
  if (network_ != Network::fifo || step.packet == Alone::none || step.is_fault) return false;
  const NodeIndex from = basis_.alone.contents[step.packet].from;
  return std::any_of(triggers.begin(), triggers.end(), [&](PartId trigger) {
    const auto steps = basis_.index.steps(situation_.node, situation_.local, trigger);
    const std::uint32_t packet = steps.front().edge->packet;
    return packet != Alone::none && basis_.alone.contents[packet].from == from;
  });
}

bool MoverFinder::is_unseen(std::uint32_t local, PartId trigger) const {
  const auto steps = basis_.index.steps(situation_.node, local, trigger);
  return std::all_of(steps.begin(), steps.end(),
                     [&](const AloneIndex::Step& step) { return is_unseen(*step.edge); });
}

bool MoverFinder::is_unseen(const Alone::Edge& step) const {
  const auto& looks = basis_.looks[situation_.node];
  if (step.is_broken() || looks[step.from] != looks[step.to]) return false;
  return std::none_of(step.sends.begin(), step.sends.end(),
                      [&](std::uint32_t packet) { return basis_.question.kept[packet]; });
}

bool MoverFinder::meet_in_a_queue(const Alone::Edge& one, const Alone::Edge& other) const {
  if (network_ != Network::fifo) return false;
  const auto to = [&](std::uint32_t packet) { return basis_.alone.contents[packet].to; };
  return std::any_of(one.sends.begin(), one.sends.end(), [&](std::uint32_t packet) {
    return std::any_of(other.sends.begin(), other.sends.end(),
                       [&](std::uint32_t second) { return to(packet) == to(second); });
  });
}

bool MoverFinder::leads(std::uint32_t from, PartId trigger, const Alone::Edge& like, std::uint32_t to) const {
  const NodeIndex node = situation_.node;
  const auto steps = basis_.index.steps(node, from, trigger);
  const auto is_it = [&](const AloneIndex::Step& step) {
    return !step.edge->is_broken() &&
           basis_.partition.block(node, step.edge->to) == basis_.partition.block(node, to) &&
           basis_.partition.blocks_of_sends(*step.edge) == basis_.partition.blocks_of_sends(like);
  };
  if (std::any_of(steps.begin(), steps.end(), is_it)) return true;
  return steps.empty() && network_ == Network::unreliable && like.sends.empty() &&
         basis_.partition.block(node, from) == basis_.partition.block(node, to);
}

// `step` leads from x to y; one of the trigger's, from x to z. A last step is wanted that closes the square: the step's
// trigger from z, and the trigger's from y.
bool MoverFinder::close(const Alone::Edge& step, PartId trigger) const {
  const NodeIndex node = situation_.node;
  const auto from_x = basis_.index.steps(node, step.from, trigger);
  if (step.is_broken()) {  // it must break the rules after the trigger, too
    return std::all_of(from_x.begin(), from_x.end(), [&](const AloneIndex::Step& mover) {
      const auto after = basis_.index.steps(node, mover.edge->to, step.trigger);
      return std::any_of(after.begin(), after.end(),
                         [](const AloneIndex::Step& last) { return last.edge->is_broken(); });
    });
  }
  const auto from_y = basis_.index.steps(node, step.to, trigger);
  // D2, for each thing that the trigger may do at x.
  for (const AloneIndex::Step& mover : from_x) {
    if (meet_in_a_queue(*mover.edge, step)) return false;
    const auto closes = [&](std::uint32_t end) { return leads(mover.edge->to, step.trigger, step, end); };
    const auto closes_behind = [&](const AloneIndex::Step& last) {
      return !last.edge->is_broken() &&
             basis_.partition.blocks_of_sends(*last.edge) == basis_.partition.blocks_of_sends(*mover.edge) &&
             closes(last.edge->to);
    };
    const bool is_absorbed =
        from_y.empty() && network_ == Network::unreliable && mover.edge->sends.empty() && closes(step.to);
    if (!is_absorbed && std::none_of(from_y.begin(), from_y.end(), closes_behind)) return false;
  }
  // D1, for each thing that the trigger may do at y.
  return std::all_of(from_y.begin(), from_y.end(), [&](const AloneIndex::Step& last) {
    if (!last.edge->is_broken() && !is_event(*last.edge)) return true;
    return !last.edge->is_broken() &&
           std::any_of(from_x.begin(), from_x.end(), [&](const AloneIndex::Step& mover) {
             return basis_.partition.blocks_of_sends(*mover.edge) ==
                        basis_.partition.blocks_of_sends(*last.edge) &&
                    leads(mover.edge->to, step.trigger, step, last.edge->to);
           });
  });
}

bool is_welcome(const MoverBasis& basis, const MessageFlow& flow, const Situation& situation,
                std::uint32_t packet) {
  const NodeIndex node = situation.node;
  const Packet& content = basis.alone.contents[packet];
  const auto does_the_same = [&](const Alone::Edge& step, const Alone::Edge& other) {
    return !other.is_broken() &&
           basis.partition.block(node, step.to) == basis.partition.block(node, other.to) &&
           basis.partition.blocks_of_sends(step) == basis.partition.blocks_of_sends(other);
  };
  const auto withstands = [&](const Alone::Edge& step) {
    Trigger trigger = basis.system.parts().trigger(step.trigger);
    const auto place = std::lower_bound(trigger.packets.begin(), trigger.packets.end(), content);
    if (place != trigger.packets.end() && *place == content) return true;
    trigger.packets.insert(place, content);
    const auto with = basis.index.steps(node, step.from, basis.system.parts().trigger(trigger));
    if (with.empty()) return true;  // they cannot lie there together
    return std::any_of(with.begin(), with.end(),
                       [&](const AloneIndex::Step& other) { return does_the_same(step, *other.edge); });
  };
  const Model& model = basis.system.model();
  const auto& acts = model.triggers()[model.layout().role_number_of(node)].acts;
  const auto reads_it = [&](const Alone::Edge& step) {
    if (step.act == Alone::none) return false;
    const auto& reads = acts[step.act].reads;
    return std::find(reads.begin(), reads.end(), content.type) != reads.end();
  };
  std::vector<bool> is_reached(basis.alone.nodes[node].locals.size(), false);
  std::vector<std::uint32_t> todo{situation.local};
  is_reached[situation.local] = true;
  while (!todo.empty()) {
    const std::uint32_t local = todo.back();
    todo.pop_back();
    for (const AloneIndex::Step& step : basis.index.steps(node, local)) {
      const Alone::Edge& edge = *step.edge;
      if (!flow.may_happen(situation, step)) continue;
      if (reads_it(edge) && basis.partition.is_event(node, edge)) {
        if (edge.is_broken() || !withstands(edge)) return false;
      }
      if (edge.is_broken() || is_reached[edge.to]) continue;
      is_reached[edge.to] = true;
      todo.push_back(edge.to);
    }
  }
  return true;
}

}  // namespace pessimist::reductions
