#include "world/unit_maker.hpp"

#include <algorithm>
#include <memory>
#include <tuple>
#include <utility>

#include "store/hash.hpp"

namespace pessimist::world {

UnitMaker::UnitMaker(System& system, store::EntrySet::Writer& writer, NodeIndex node, PartId local,
                     PartId inbox)
    : system_(system),
      writer_(writer),
      node_(node),
      role_(system.model().triggers()[system.model().layout().role_number_of(node)]),
      local_(system.parts().local(local)),
      inbox_(system.parts().sequence(inbox)),
      id_(fold_pair(system.units(), writer, local, inbox)) {
  const Parts& parts = system.parts();
  unit_.local = local;
  unit_.inbox = inbox;
  unit_.up = local_.up;
  unit_.urgent = is_urgent();
  unit_.hash = store::mix(store::mix(parts.local_hash(local) + node) + system.rules().content_hash(inbox_));
}

Unit UnitMaker::make() {
  if (is_at_work(local_)) {
    receive();
    act_on_inbox();
  }
  for (const Event& event : own_events(system_, node_, local_)) add(event, inbox_);
  if (!local_.lies) {
    break_connections();
    lose_and_double();
  }
  unit_.steps.shrink_to_fit();
  unit_.sends.shrink_to_fit();
  return std::move(unit_);
}

bool UnitMaker::hears(NodeIndex sender) const {
  return !std::binary_search(local_.deaf_to.begin(), local_.deaf_to.end(), sender);
}

bool UnitMaker::is_urgent() const {
  return is_at_work(local_) && std::any_of(inbox_.begin(), inbox_.end(), [&](PartId id) {
           const Packet packet = system_.parts().packet(id);
           return system_.model().prompt()[packet.type] && hears(packet.from);
         });
}

// Names differ from run to run, contents do not: steps come in the same order for any number of workers.
Packets UnitMaker::deliverable() const {
  Packets deliverable = system_.rules().deliverable(inbox_);
  std::sort(deliverable.begin(), deliverable.end(), [&](PartId one, PartId other) {
    const Parts& parts = system_.parts();
    return std::pair(parts.packet_hash(one), one) < std::pair(parts.packet_hash(other), other);
  });
  return deliverable;
}

void UnitMaker::receive() {
  const Layout& layout = system_.model().layout();
  for (const PartId id : deliverable()) {
    Packet packet = system_.parts().packet(id);
    // What is only read by acts is never taken out: it stays for them to see.
    if (!role_.receives[packet.type][layout.role_number_of(packet.from)] || !hears(packet.from)) continue;
    Packets left = inbox_;
    if (system_.rules().consumes()) system_.rules().remove(left, id);
    add_handler({{Trigger::Kind::receive, 0, {}, {std::move(packet)}}}, left);
  }
}

void UnitMaker::act_on_inbox() {
  for (unsigned number = 0; number < role_.acts.size(); ++number) {
    const std::vector<unsigned>& reads = role_.acts[number].reads;
    if (reads.empty()) continue;
    Trigger trigger{Trigger::Kind::act, number, {}, {}};
    for (const PartId id : inbox_) {
      Packet packet = system_.parts().packet(id);
      if (std::find(reads.begin(), reads.end(), packet.type) != reads.end()) {
        trigger.packets.push_back(std::move(packet));
      }
    }
    std::sort(trigger.packets.begin(), trigger.packets.end());  // ids differ from run to run, contents do not
    std::uint64_t types = 0;
    for (const unsigned type : reads) types |= std::uint64_t{1} << (type % 64);
    add_handler({std::move(trigger)}, inbox_, types);
  }
}

// Of a connection on which nothing is under way, only a node that is told of it knows that it broke; who is down, or stands
// still, is not told.
void UnitMaker::break_connections() {
  if (!allows(Fault::reset)) return;
  const Layout& layout = system_.model().layout();
  for (NodeIndex peer = 0; peer < system_.nodes(); ++peer) {
    Trigger trigger{Trigger::Kind::reset, 0, {}, {}};
    trigger.nodes = {peer};
    Packets left;
    for (const PartId id : inbox_) {
      Packet packet = system_.parts().packet(id);
      if (packet.from == peer) {
        trigger.packets.push_back(std::move(packet));
      } else {
        left.push_back(id);
      }
    }
    const bool is_told = is_at_work(local_) && role_.hears_of_resets[layout.role_number_of(peer)];
    if (peer == node_ || (trigger.packets.empty() && !is_told)) continue;
    const Event event{std::move(trigger), guards::takes_a_link};
    if (is_at_work(local_))
      add_handler(event, left);
    else
      add(event, left);
  }
}

// Of a queue, the head: what is lost or doubled further behind may as well be so once it has come there.
void UnitMaker::lose_and_double() {
  if (!allows(Fault::drop) && !allows(Fault::duplicate)) return;
  for (const PartId id : deliverable()) {
    const std::vector<Packet> packet{system_.parts().packet(id)};
    if (allows(Fault::drop)) {
      Packets left = inbox_;
      system_.rules().remove(left, id);
      add({{Trigger::Kind::drop, 0, {}, packet}}, left);
    }
    if (allows(Fault::duplicate)) {
      Packets more = inbox_;
      system_.rules().duplicate(more, id);
      add({{Trigger::Kind::duplicate, 0, {}, packet}}, more);
    }
  }
}

void UnitMaker::add_handler(Event event, const Packets& inbox_left, std::uint64_t reads) {
  for (const Event& way : ways_to_run(system_, node_, local_, std::move(event))) add(way, inbox_left, reads);
}

void UnitMaker::add(const Event& event, const Packets& inbox_left, std::uint64_t reads) {
  const PartId id = system_.parts().trigger(event.trigger);
  const FaultSet faults = faults_of(event.trigger);
  try {
    const LocalSteps& steps = system_.steps().of(node_, unit_.local, id);
    for (std::uint32_t outcome = 0; outcome < steps.size(); ++outcome) {
      Step step;
      step.trigger = id;
      step.outcome = outcome;
      step.faults = faults;
      step.needs = event.needs;
      step.peer = static_cast<std::uint8_t>(event.peer);
      step.reads = reads;
      add(step, steps[outcome], inbox_left);
    }
  } catch (const SpecError& error) {
    add_break({faults, event.needs, static_cast<std::uint8_t>(event.peer), error.what()});
  }
}

// Not yet an error: where a bound, a spent budget or another node forbids the step, it never happens. Of several for which
// these are the same the least is kept, so that it is the same on every run.
void UnitMaker::add_break(Unit::Break broken) {
  unit_.breaks = true;
  const auto kind = [](const Unit::Break& one) {
    return std::tuple(!one.faults.empty(), one.faults.bits(), one.needs, one.peer);
  };
  const auto place =
      std::lower_bound(unit_.broken.begin(), unit_.broken.end(), broken,
                       [&](const auto& one, const auto& other) { return kind(one) < kind(other); });
  if (place == unit_.broken.end() || kind(*place) != kind(broken)) {
    unit_.broken.insert(place, std::move(broken));
  } else if (broken.what < place->what) {
    *place = std::move(broken);
  }
}

void UnitMaker::add(Step step, const LocalStep& local_step, Packets inbox) {
  const Parts& parts = system_.parts();
  step.first_send = static_cast<std::uint32_t>(unit_.sends.size());
  for (const PartId id : local_step.sends) {
    const Packet packet = parts.packet(id);
    const bool is_history = system_.keeps_history_of(packet.type);
    // A message to itself lies in the unit's own inbox at once; it is a send only for the history's sake.
    if (packet.to == node_) system_.rules().add(inbox, id);
    if (packet.to != node_ || is_history)
      unit_.sends.push_back({id, packet.to, is_history, static_cast<std::uint8_t>(packet.type % 64)});
  }
  step.unit = system_.unit(node_, local_step.after, std::move(inbox), writer_);
  step.sends = static_cast<std::uint32_t>(unit_.sends.size()) - step.first_send;
  // In normal form a step may lead back to where it began; it happens all the same.
  if (step.faults.empty() && (step.unit != id_ || local_step.after != unit_.local)) {
    unit_.stirs |= step.needs == guards::none;
    if (step.needs == guards::peer_is_down) unit_.stirs_if_down.push_back(step.peer);
  }
  const bool is_for_all = (step.needs & guards::every_node) != 0;
  if (step.unit == id_ && step.sends == 0 && step.faults.empty() && !is_for_all) return;
  unit_.steps.push_back(step);
}

}  // namespace pessimist::world
