#include "reductions/orbit_canonicalizer.hpp"

#include <algorithm>
#include <utility>

#include <boost/unordered/unordered_flat_map.hpp>

#include "store/bytes_of_entry.hpp"
#include "store/hash.hpp"
#include "world/renaming.hpp"

namespace pessimist::reductions {

using store::mix;
using world::Packets;
using world::PartId;

namespace {

constexpr std::uint64_t golden_ratio = 0x9e3779b97f4a7c15ULL;

}  // namespace

const Signature::Use* OrbitCanonicalizer::Facts::use_of(NameIndex name) const {
  for (const Signature::Use& use : signature.uses) {
    if (use.name == name) return &use;
  }
  return nullptr;
}

OrbitCanonicalizer::OrbitCanonicalizer(world::System& system, const SymmetryGroup& group,
                                       const ClassSignatures* classes, store::Renewable<Known>& shared,
                                       unsigned worker)
    : system_(system),
      group_(group),
      classes_(classes),
      shared_(shared),
      known_(shared.hold()),
      writer_(system.units().writer(worker)),
      nodes_(system.nodes()),
      carriers_(nodes_ + (system.history_leaf() ? 1 : 0)),
      movable_(group.names(), false),
      signer_(movable_),
      world_(carriers_),
      facts_of_(carriers_) {
  for (const auto& block : group.blocks()) {
    for (const NameIndex name : block) movable_[name] = true;
  }
}

void OrbitCanonicalizer::canonicalize(world::Tree::Nodes& nodes) {
  if (shared_.renew(known_)) {
    recent_facts_.forget();
    recently_renamed_.forget();
  }
  std::copy_n(nodes.begin(), nodes_, world_.begin());
  if (carriers_ > nodes_) world_[nodes_] = nodes[*system_.history_leaf()];
  for (Carrier carrier = 0; carrier < carriers_; ++carrier)
    facts_of_[carrier] = &facts(carrier, world_[carrier]);
  Colours colours = first_colours();
  refine(colours);
  has_least_ = false;
  resolve(std::move(colours));
  std::copy_n(least_.begin(), nodes_, nodes.begin());
  if (carriers_ > nodes_) nodes[*system_.history_leaf()] = least_[nodes_];
}

// Parts, and what is known of them.

Packets OrbitCanonicalizer::packets(Carrier carrier, PartId part) const {
  return system_.parts().sequence(is_history(carrier) ? part : world::pair_of(system_.units()[part]).right);
}

const OrbitCanonicalizer::Facts& OrbitCanonicalizer::facts(Carrier carrier, PartId part) {
  const std::uint64_t key = (std::uint64_t{carrier} << 32) | part;
  return *recent_facts_.at(key, [&] { return &find_facts(carrier, part, key); });
}

const OrbitCanonicalizer::Facts& OrbitCanonicalizer::find_facts(Carrier carrier, PartId part,
                                                                std::uint64_t key) {
  return *known_->facts.at(key, [&] {
    auto facts = std::make_unique<const Facts>(make_facts(carrier, part));
    known_->bytes.fetch_add(
        store::bytes_of_entry + sizeof(Facts) + facts->signature.uses.capacity() * sizeof(Signature::Use),
        std::memory_order_relaxed);
    return facts;
  });
}

OrbitCanonicalizer::Facts OrbitCanonicalizer::make_facts(Carrier carrier, PartId part) {
  const Model& model = system_.model();
  const world::Parts& parts = system_.parts();
  Facts facts;
  Signature of_packets;
  const Packets all = packets(carrier, part);
  if (is_history(carrier)) {
    for (const PartId packet : all) of_packets.add(signature_of(model, parts.packet(packet), true, signer_));
    facts.hash = parts.sequence_hash(part);
  } else {
    const auto node = static_cast<NodeIndex>(carrier);
    const PartId local = world::pair_of(system_.units()[part]).left;
    const Signature* of_class = classes_ != nullptr ? classes_->of_local(node, local) : nullptr;
    facts.signature =
        of_class != nullptr ? *of_class : signature_of(model, node, parts.local(local), signer_);
    const bool is_queue = system_.rules().network() == Network::fifo;
    boost::unordered_flat_map<NodeIndex, std::uint64_t> places;  // in the queues, by sender
    for (const PartId packet : all) {
      const Signature* of_packet = classes_ != nullptr ? classes_->of_packet(packet) : nullptr;
      const Packet content = parts.packet(packet);
      Signature signature = of_packet != nullptr ? *of_packet : signature_of(model, content, false, signer_);
      if (is_queue) {
        const std::uint64_t in_queue = ++places[content.from] * golden_ratio;
        signature.shape = mix(signature.shape + in_queue);
        for (Signature::Use& use : signature.uses) use.how = mix(use.how + in_queue);
      }
      of_packets.add(signature);
    }
    facts.hash = mix(mix(parts.local_hash(local) + carrier) + system_.rules().content_hash(all));
  }
  // Names in the inbox are used otherwise than names in the state.
  for (Signature::Use& use : of_packets.uses) use.how = mix(use.how);
  of_packets.shape = mix(of_packets.shape);
  facts.signature.add(of_packets);
  return facts;
}

PartId OrbitCanonicalizer::renamed(Carrier carrier, PartId part, NameIndex one, NameIndex other) {
  if (one > other) std::swap(one, other);
  const std::uint64_t key =
      (std::uint64_t{other} << 48) | (std::uint64_t{one} << 40) | (std::uint64_t{carrier} << 32) | part;
  return recently_renamed_.at(key, [&] {
    return known_->renamed.at(key, [&] {
      known_->bytes.fetch_add(store::bytes_of_entry, std::memory_order_relaxed);
      return rename_first_time(carrier, part, one, other);
    });
  });
}

PartId OrbitCanonicalizer::rename_first_time(Carrier carrier, PartId part, NameIndex one, NameIndex other) {
  const Model& model = system_.model();
  world::Parts& parts = system_.parts();
  const Renaming renaming = exchange(group_.names(), one, other);
  const world::NetworkRules set(Network::unreliable, parts);
  const world::NetworkRules& rules = is_history(carrier) ? set : system_.rules();
  Packets renamed;
  for (const PartId packet : packets(carrier, part))
    rules.add(renamed, parts.packet(world::renamed(model, parts.packet(packet), renaming)));
  if (is_history(carrier)) return parts.sequence(renamed);
  const auto node = static_cast<NodeIndex>(carrier);
  const PartId local = world::pair_of(system_.units()[part]).left;
  return system_.unit(renaming[node], parts.local(world::renamed(model, node, parts.local(local), renaming)),
                      std::move(renamed), writer_);
}

// Colours.

OrbitCanonicalizer::Colours OrbitCanonicalizer::first_colours() {
  Colours colours(group_.names());
  for (NameIndex name = 0; name < colours.size(); ++name) colours[name] = mix(name + 1);
  for (const auto& block : group_.blocks()) {
    for (const NameIndex name : block) {
      colours[name] = mix(block.front() + 1);
      if (name < nodes_) colours[name] = mix(colours[name] + facts_of_[name]->signature.shape);
    }
  }
  return colours;
}

void OrbitCanonicalizer::refine(Colours& colours) {
  std::size_t cells = 0;
  for (std::size_t found = count_cells(colours); found > cells;) {
    cells = found;
    told_.assign(colours.size(), 0);
    for (Carrier carrier = 0; carrier < carriers_; ++carrier) {
      const std::uint64_t own = is_history(carrier) ? 0 : colours[carrier];
      for (const Signature::Use& use : facts_of_[carrier]->signature.uses) {
        if (!is_history(carrier)) told_[carrier] += mix(use.how + colours[use.name]);
        told_[use.name] += mix(mix(use.how) + own);
        if (use.name == carrier)
          told_[use.name] += use.how;  // of itself it may speak otherwise than of its like
      }
    }
    for (const auto& block : group_.blocks()) {
      for (const NameIndex name : block) colours[name] = mix(colours[name] * golden_ratio + told_[name]);
    }
    found = count_cells(colours);
  }
}

const std::vector<NameIndex>& OrbitCanonicalizer::sorted(const std::vector<NameIndex>& block,
                                                         const Colours& colours) {
  sorted_ = block;
  std::sort(sorted_.begin(), sorted_.end(),
            [&](NameIndex one, NameIndex other) { return colours[one] < colours[other]; });
  return sorted_;
}

std::size_t OrbitCanonicalizer::count_cells(const Colours& colours) {
  std::size_t cells = 0;
  for (const auto& block : group_.blocks()) {
    const auto& names = sorted(block, colours);
    ++cells;
    for (std::size_t i = 1; i < names.size(); ++i)
      cells += colours[names[i]] != colours[names[i - 1]] ? 1 : 0;
  }
  return cells;
}

// Ties.

std::vector<NameIndex> OrbitCanonicalizer::first_tied_cell(const Colours& colours) {
  for (const auto& block : group_.blocks()) {
    const auto& names = sorted(block, colours);
    for (std::size_t begin = 0; begin < names.size();) {
      std::size_t end = begin + 1;
      while (end < names.size() && colours[names[end]] == colours[names[begin]]) ++end;
      if (end - begin > 1)
        return {names.begin() + static_cast<std::ptrdiff_t>(begin),
                names.begin() + static_cast<std::ptrdiff_t>(end)};
      begin = end;
    }
  }
  return {};
}

void OrbitCanonicalizer::resolve(Colours colours) {
  while (true) {
    const std::vector<NameIndex> cell = first_tied_cell(colours);
    if (cell.empty()) return try_leaf(colours);
    std::vector<NameIndex> apart;  // one of each set of names that are exchangeable in this world
    for (const NameIndex name : cell) {
      const auto is_twin = [&](NameIndex other) { return is_automorphism(other, name); };
      if (std::none_of(apart.begin(), apart.end(), is_twin)) apart.push_back(name);
    }
    if (apart.size() > 1) {
      for (const NameIndex name : apart) {
        Colours tried = colours;
        tried[name] = mix(tried[name] + golden_ratio);
        refine(tried);
        resolve(std::move(tried));
      }
      return;
    }
    // Exchanging any two leaves the world as it is, so any order will do.
    for (std::size_t i = 0; i < cell.size(); ++i) colours[cell[i]] = mix(colours[cell[i]] + i);
  }
}

bool OrbitCanonicalizer::is_automorphism(NameIndex one, NameIndex other) {
  for (Carrier carrier = 0; carrier < carriers_; ++carrier) {
    Carrier image = carrier;
    if (carrier == one) image = other;
    if (carrier == other) image = one;
    if (image == carrier) {
      const Signature::Use* use_of_one = facts_of_[carrier]->use_of(one);
      const Signature::Use* use_of_other = facts_of_[carrier]->use_of(other);
      if (use_of_one == nullptr && use_of_other == nullptr) continue;
      if (use_of_one == nullptr || use_of_other == nullptr || use_of_one->how != use_of_other->how)
        return false;
    }
    if (renamed(carrier, world_[carrier], one, other) != world_[image]) return false;
  }
  return true;
}

/// Puts each block's names in the order of their colours, and keeps what comes out if it is the least so far.
void OrbitCanonicalizer::try_leaf(const Colours& colours) {
  Renaming renaming = identity(group_.names());
  for (const auto& block : group_.blocks()) {
    const auto& names = sorted(block, colours);
    for (std::size_t i = 0; i < names.size(); ++i) renaming[names[i]] = block[i];
  }
  std::vector<PartId> parts = world_;
  for (NameIndex name = 0; name < renaming.size(); ++name) {
    while (renaming[name] != name) {  // exchange it with its target: what comes back goes on
      const NameIndex target = renaming[name];
      exchange_names(parts, name, target);
      renaming[name] = std::exchange(renaming[target], target);
    }
  }
  if (!has_least_ || is_less(parts, least_)) least_ = std::move(parts);
  has_least_ = true;
}

void OrbitCanonicalizer::exchange_names(std::vector<PartId>& parts, NameIndex one, NameIndex other) {
  for (Carrier carrier = 0; carrier < carriers_; ++carrier) {
    const Facts& known = facts(carrier, parts[carrier]);
    if (carrier != one && carrier != other && known.use_of(one) == nullptr && known.use_of(other) == nullptr)
      continue;
    parts[carrier] = renamed(carrier, parts[carrier], one, other);
  }
  if (one < nodes_) std::swap(parts[one], parts[other]);
}

bool OrbitCanonicalizer::is_less(const std::vector<PartId>& one, const std::vector<PartId>& other) {
  for (Carrier carrier = 0; carrier < carriers_; ++carrier) {
    if (one[carrier] == other[carrier]) continue;
    const std::uint64_t hash = facts(carrier, one[carrier]).hash;
    const std::uint64_t other_hash = facts(carrier, other[carrier]).hash;
    return hash != other_hash ? hash < other_hash : one[carrier] < other[carrier];
  }
  return false;
}

}  // namespace pessimist::reductions
