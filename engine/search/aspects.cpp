#include "search/aspects.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "pessimist/codec.hpp"
#include "search/field_hashes.hpp"
#include "store/hash.hpp"

namespace pessimist::search {

using store::mix;
using world::PartId;
using Kind = Aspect::Kind;

namespace {

/// Keeps terms apart that stand for the same value at different places of a world.
std::uint64_t salt(std::size_t leaf, Kind kind, unsigned number) {
  return mix((std::uint64_t{leaf} << 48) + (std::uint64_t{static_cast<std::uint8_t>(kind)} << 40) + number +
             1);
}

std::uint64_t term(std::uint64_t salt, std::uint64_t value) { return mix(salt + mix(value + 1)); }

}  // namespace

std::size_t LeafShares::bytes() const {
  std::size_t bytes = sizeof(LeafShares) + shares.capacity() * sizeof(Share);
  for (const Share& share : shares) bytes += share.values.capacity() * sizeof(std::uint64_t);
  return bytes;
}

Aspects::Aspects(const world::System& system)
    : system_(system), history_rules_(Network::unreliable, system.parts()) {
  add_of_roles();
  const auto messages = static_cast<unsigned>(system.model().message_names().size());
  for (unsigned type = 0; type < messages; ++type) list_.push_back({Kind::message, 0, type});
  for (unsigned type = 0; type < messages; ++type) {
    if (system.keeps_history_of(type)) list_.push_back({Kind::history, 0, type});
  }
  for (const Fault fault : system.model().faults()) {
    if (system.ledger().allows(fault)) list_.push_back({Kind::fault, 0, static_cast<unsigned>(fault)});
  }
}

void Aspects::add_of_roles() {
  const Model& model = system_.model();
  for (unsigned role = 0; role < model.layout().roles().size(); ++role) {
    if (model.layout().roles()[role].count == 0) continue;
    const auto& fields = model.fields()[role];
    for (unsigned field = 0; field < fields.size(); ++field) {
      if (!fields[field].constant) list_.push_back({Kind::field, role, field});
    }
    const auto& timeouts = model.triggers()[role].timeouts;
    for (unsigned type = 0; type < timeouts.size(); ++type) {
      if (timeouts[type]) list_.push_back({Kind::timer, role, type});
    }
    const auto add_if = [&](bool differs, Kind kind) {
      if (differs) list_.push_back({kind, role, 0});
    };
    const world::Ledger& ledger = system_.ledger();
    add_if(ledger.allows_some({Fault::crash, Fault::crash_in_handler}), Kind::up);
    add_if(model.triggers()[role].reads_clock, Kind::clock);
    add_if(ledger.allows(Fault::pause), Kind::pause);
    add_if(ledger.allows_some(faults_of_links), Kind::links);
    add_if(ledger.allows(Fault::byzantine), Kind::lies);
  }
}

std::optional<std::uint32_t> Aspects::find(Kind kind, unsigned role, unsigned number) const {
  const auto found = std::find_if(list_.begin(), list_.end(), [&](const Aspect& aspect) {
    return aspect.kind == kind && aspect.role == role && aspect.number == number;
  });
  if (found == list_.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - list_.begin());
}

LeafShares Aspects::shares_of(std::size_t leaf, PartId id) const {
  LeafShares shares;
  if (leaf < system_.nodes()) {
    const world::Pair unit = world::pair_of(system_.units()[id]);
    add_local(static_cast<NodeIndex>(leaf), unit.left, shares);
    shares.local = shares.hash;
    add_packets(Kind::message, salt(leaf, Kind::message, 0), system_.rules(),
                system_.parts().sequence(unit.right), shares);
    shares.inbox = shares.hash - shares.local;
  } else if (leaf == system_.ledger_leaf()) {
    add_faults(id, shares);
  } else if (leaf == system_.history_leaf()) {
    add_packets(Kind::history, salt(leaf, Kind::history, 0), history_rules_, system_.parts().sequence(id),
                shares);
  }
  return shares;
}

void Aspects::add_local(NodeIndex node, PartId id, LeafShares& shares) const {
  const Model& model = system_.model();
  const unsigned role = model.layout().role_number_of(node);
  const Local local = system_.parts().local(id);
  const auto add = [&](Kind kind, unsigned number, std::uint64_t value) {
    const std::uint64_t added = term(salt(node, kind, number), value);
    shares.hash += added;
    if (const auto aspect = find(kind, role, number))
      shares.shares.push_back({*aspect, -added, 0, {mix(value)}});
  };
  const std::vector<std::uint64_t> fields = field_hashes(model, role, local.fields);
  for (unsigned field = 0; field < fields.size(); ++field) add(Kind::field, field, fields[field]);
  for (unsigned type = 0; type < model.timer_names().size(); ++type) {
    std::uint64_t running = 0;
    for (const ArmedTimer& timer : local.armed) {
      if (timer.type == type) running += mix(store::hash_bytes(timer.body));
    }
    add(Kind::timer, type, running);
  }
  add(Kind::up, 0, local.up ? 1 : 0);
  add(Kind::clock, 0, static_cast<std::uint64_t>(local.clock));
  add(Kind::pause, 0, local.pending ? store::hash_bytes(encoded(*local.pending)) : 0);
  add(Kind::links, 0, store::hash_bytes(encoded(local.deaf_to)));
  add(Kind::lies, 0, local.lies ? 1 : 0);
}

void Aspects::add_packets(Kind kind, std::uint64_t salt, const world::NetworkRules& rules,
                          const world::Packets& packets, LeafShares& shares) const {
  const std::uint64_t all = term(salt, rules.content_hash(packets));
  shares.hash += all;
  for (std::uint32_t aspect = 0; aspect < list_.size(); ++aspect) {
    if (list_[aspect].kind != kind) continue;
    Share share{aspect, 0, 0, {}};
    world::Packets others;
    for (const PartId packet : packets) {
      if (system_.parts().packet(packet).type != list_[aspect].number) {
        others.push_back(packet);
      } else {
        ++share.packets;
        share.values.push_back(mix(system_.parts().packet_hash(packet)));
      }
    }
    if (share.packets == 0) continue;
    share.change = term(salt, rules.content_hash(others)) - all;
    shares.shares.push_back(std::move(share));
  }
}

void Aspects::add_faults(PartId ledger, LeafShares& shares) const {
  const std::map<Fault, unsigned> used = system_.ledger().used(ledger);
  for (const Fault fault : system_.model().faults()) {
    const auto number = static_cast<unsigned>(fault);
    const auto aspect = find(Kind::fault, 0, number);
    if (!aspect) continue;
    const auto times = used.find(fault);
    const std::uint64_t value = times == used.end() ? 0 : times->second;
    const std::uint64_t added = term(salt(*system_.ledger_leaf(), Kind::fault, number), value);
    shares.hash += added;
    shares.shares.push_back({*aspect, -added, 0, {mix(value + 1)}});
  }
}

}  // namespace pessimist::search
