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
  unit_.hash = store::mix(store::mix(parts.local_hash(local) + node) + system.rules().content_hash(inbox_));
}

Unit UnitMaker::make() {
  if (local_.up) {
    receive();
    act();
    time_out();
    if (allows(Fault::crash)) add({Trigger::Kind::crash, 0, {}, {}}, inbox_);
  } else if (allows(Fault::restart)) {
    add_handler({Trigger::Kind::restart, 0, {}, {}}, inbox_);
  }
  if (allows(Fault::amnesia)) add({Trigger::Kind::amnesia, 0, {}, {}}, inbox_);
  lose_and_double();
  unit_.steps.shrink_to_fit();
  unit_.sends.shrink_to_fit();
  return std::move(unit_);
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
    if (!role_.receives[packet.type][layout.role_number_of(packet.from)]) continue;
    Packets left = inbox_;
    if (system_.rules().consumes()) system_.rules().remove(left, id);
    add_handler({Trigger::Kind::receive, 0, {}, {std::move(packet)}}, left);
  }
}

void UnitMaker::act() {
  for (unsigned number = 0; number < role_.acts.size(); ++number) {
    const std::vector<unsigned>& reads = role_.acts[number].reads;
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
    add_handler(std::move(trigger), inbox_, types);
  }
}

void UnitMaker::time_out() {
  for (const ArmedTimer& timer : local_.armed)
    add_handler({Trigger::Kind::timeout, timer.type, timer.body, {}}, inbox_);
}

// Of a queue, the head: what is lost or doubled further behind may as well be so once it has come there.
void UnitMaker::lose_and_double() {
  if (!allows(Fault::drop) && !allows(Fault::duplicate)) return;
  for (const PartId id : deliverable()) {
    const std::vector<Packet> packet{system_.parts().packet(id)};
    if (allows(Fault::drop)) {
      Packets left = inbox_;
      system_.rules().remove(left, id);
      add({Trigger::Kind::drop, 0, {}, packet}, left);
    }
    if (allows(Fault::duplicate)) {
      Packets more = inbox_;
      system_.rules().duplicate(more, id);
      add({Trigger::Kind::duplicate, 0, {}, packet}, more);
    }
  }
}

void UnitMaker::add_handler(Trigger trigger, const Packets& inbox_left, std::uint64_t reads) {
  add(trigger, inbox_left, reads);
  if (!allows(Fault::crash_in_handler)) return;
  trigger.interrupted = true;
  add(trigger, inbox_left, reads);
}

void UnitMaker::add(const Trigger& trigger, const Packets& inbox_left, std::uint64_t reads) {
  const PartId id = system_.parts().trigger(trigger);
  const FaultSet faults = faults_of(trigger);
  try {
    const LocalSteps& steps = system_.steps().of(node_, unit_.local, id);
    for (std::uint32_t outcome = 0; outcome < steps.size(); ++outcome)
      add(id, outcome, steps[outcome], inbox_left, faults, reads);
  } catch (const SpecError& error) {
    // Not yet an error: where a bound or a spent budget forbids the step, it never happens. Of several, one that
    // needs no budget, and of those the least.
    Unit::Break broken{error.what(), faults};
    const auto order = [](const Unit::Break& one) {
      return std::tuple(!one.faults.empty(), one.faults.bits(), one.what);
    };
    if (!unit_.broken || order(broken) < order(*unit_.broken))
      unit_.broken = std::make_unique<const Unit::Break>(std::move(broken));
  }
}

void UnitMaker::add(PartId trigger, std::uint32_t outcome, const LocalStep& step, const Packets& inbox_left,
                    FaultSet faults, std::uint64_t reads) {
  Parts& parts = system_.parts();
  Packets inbox = inbox_left;
  const auto first_send = static_cast<std::uint32_t>(unit_.sends.size());
  for (const PartId id : step.sends) {
    const Packet packet = parts.packet(id);
    const bool is_history = system_.keeps_history_of(packet.type);
    // A message to itself lies in the unit's own inbox at once; it is a send only for the history's sake.
    if (packet.to == node_) system_.rules().add(inbox, id);
    if (packet.to != node_ || is_history)
      unit_.sends.push_back({id, packet.to, is_history, static_cast<std::uint8_t>(packet.type % 64)});
  }
  const PartId after = system_.unit(node_, step.after, std::move(inbox), writer_);
  const auto sends = static_cast<std::uint32_t>(unit_.sends.size()) - first_send;
  // In normal form a step may lead back to where it began; it happens all the same.
  unit_.stirs |= faults.empty() && (after != id_ || step.after != unit_.local);
  if (after == id_ && sends == 0 && faults.empty()) return;
  unit_.steps.push_back({after, trigger, outcome, first_send, sends, faults, reads});
}

}  // namespace pessimist::world
