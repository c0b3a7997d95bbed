#include "reductions/carrier_views.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <boost/unordered/unordered_flat_map.hpp>

#include "store/bytes_of_entry.hpp"
#include "world/renaming.hpp"

namespace pessimist::reductions {

using store::golden_ratio;
using store::mix;
using world::Packets;
using world::PartId;

namespace {

std::uint64_t key_of(Carrier carrier, PartId part) { return (std::uint64_t{carrier} << 32) | part; }

/// What has this signature refers to one name as it referred to the other.
Signature exchanged(Signature signature, NameIndex one, NameIndex other) {
  for (Signature::Use& use : signature.uses) {
    if (use.name == one)
      use.name = other;
    else if (use.name == other)
      use.name = one;
  }
  std::sort(signature.uses.begin(), signature.uses.end(),
            [](const Signature::Use& left, const Signature::Use& right) { return left.name < right.name; });
  return signature;
}

}  // namespace

const Signature::Use* CarrierView::use_of(NameIndex name) const {
  for (const Signature::Use& use : signature.uses) {
    if (use.name == name) return &use;
  }
  return nullptr;
}

std::size_t CarrierViews::Known::ExchangeHash::operator()(const Exchange& exchange) const {
  return mix(exchange.part * golden_ratio + (std::uint64_t{exchange.one} << 16) + exchange.other);
}

CarrierViews::CarrierViews(world::System& system, const SymmetryGroup& group, const ClassSignatures* classes,
                           store::Renewable<Known>& shared, unsigned worker)
    : system_(system),
      group_(group),
      classes_(classes),
      shared_(shared),
      known_(shared.hold()),
      writer_(system.units().writer(worker)),
      nodes_(system.nodes()),
      carriers_(nodes_ + (system.history_leaf() ? 1 : 0)),
      has_sets_(group.names() <= std::numeric_limits<NameSet>::digits),
      place_in_block_(group.names(), 0),
      movable_(group.names(), false),
      signer_(movable_) {
  for (const auto& block : group.blocks()) {
    for (std::size_t place = 0; place < block.size(); ++place) {
      place_in_block_[block[place]] = place;
      movable_[block[place]] = true;
    }
    widest_block_ = std::max(widest_block_, block.size());
  }
}

void CarrierViews::renew() {
  if (shared_.renew(known_)) recent_.forget();
}

Carrier CarrierViews::image_of(Carrier carrier, NameIndex one, NameIndex other) const {
  if (is_named(carrier, one)) return other;
  if (is_named(carrier, other)) return one;
  return carrier;
}

const CarrierView& CarrierViews::of(Carrier carrier, PartId part) {
  return *recent_.at(key_of(carrier, part), [&] { return &find(carrier, part); });
}

const CarrierView& CarrierViews::find(Carrier carrier, PartId part) {
  return *known_->views.at(key_of(carrier, part), [&] { return make(carrier, part, sign(carrier, part)); });
}

std::unique_ptr<const CarrierView> CarrierViews::make(Carrier carrier, PartId part,
                                                      Signature signature) const {
  auto view = std::make_unique<CarrierView>();
  const world::Parts& parts = system_.parts();
  view->carrier = carrier;
  view->part = part;
  view->hash = is_history(carrier) ? parts.sequence_hash(part)
                                   : mix(mix(parts.local_hash(local(part)) + carrier) +
                                         system_.rules().content_hash(packets(carrier, part)));
  view->touches = is_history(carrier) ? 0 : set_of(static_cast<NameIndex>(carrier));
  for (const Signature::Use& use : signature.uses) view->touches |= set_of(use.name);
  view->signature = std::move(signature);
  // A row for each name that it refers to and one for its own, which it may not refer to.
  const std::size_t images = (view->signature.uses.size() + 1) * widest_block_;
  view->images = std::make_unique<Image[]>(images);
  known_->bytes.fetch_add(store::bytes_of_entry + sizeof(CarrierView) + images * sizeof(Image) +
                              view->signature.uses.capacity() * sizeof(Signature::Use),
                          std::memory_order_relaxed);
  return view;
}

// Signatures.

Signature CarrierViews::sign(Carrier carrier, PartId part) {
  Signature signature;
  if (!is_history(carrier)) {
    const auto node = static_cast<NodeIndex>(carrier);
    const Signature* of_class = classes_ != nullptr ? classes_->of_local(node, local(part)) : nullptr;
    signature = of_class != nullptr
                    ? *of_class
                    : signature_of(system_.model(), node, system_.parts().local(local(part)), signer_);
  }
  Signature of_packets = sign_packets(carrier, packets(carrier, part));
  // Names in the inbox are used otherwise than names in the state.
  for (Signature::Use& use : of_packets.uses) use.how = mix(use.how);
  of_packets.shape = mix(of_packets.shape);
  signature.add(of_packets);
  return signature;
}

Signature CarrierViews::sign_packets(Carrier carrier, const Packets& packets) {
  const Model& model = system_.model();
  const world::Parts& parts = system_.parts();
  Signature sum;
  if (is_history(carrier)) {
    for (const PartId packet : packets) sum.add(signature_of(model, parts.packet(packet), true, signer_));
    return sum;
  }
  const bool is_queue = system_.rules().network() == Network::fifo;
  boost::unordered_flat_map<NodeIndex, std::uint64_t> places;  // in the queues, by sender
  for (const PartId packet : packets) {
    const Signature* of_class = classes_ != nullptr ? classes_->of_packet(packet) : nullptr;
    const Packet content = parts.packet(packet);
    Signature signature = of_class != nullptr ? *of_class : signature_of(model, content, false, signer_);
    if (is_queue) {
      const std::uint64_t in_queue = ++places[content.from] * golden_ratio;
      signature.shape = mix(signature.shape + in_queue);
      for (Signature::Use& use : signature.uses) use.how = mix(use.how + in_queue);
    }
    sum.add(signature);
  }
  return sum;
}

// Exchanges.

// The names that it refers to, and then its own.
std::optional<std::size_t> CarrierViews::row_among_many(const CarrierView& view, NameIndex name) const {
  const auto& uses = view.signature.uses;
  for (std::size_t row = 0; row < uses.size(); ++row) {
    if (uses[row].name == name) return row;
  }
  return is_named(view.carrier, name) ? std::optional(uses.size()) : std::nullopt;
}

const CarrierView& CarrierViews::exchange_first_time(const CarrierView& view, NameIndex one, NameIndex other,
                                                     Image& kept) {
  const Carrier carrier = image_of(view.carrier, one, other);
  const PartId part = rename(view, one, other);
  const CarrierView& found = *known_->views.at(key_of(carrier, part), [&] {
    return make(carrier, part, reductions::exchanged(view.signature, one, other));
  });
  kept.store(&found, std::memory_order_release);
  // It undoes itself. Of a specification that is not symmetric, which an audit finds out, not even that is certain.
  if (Image* const back = image(found, one, other)) back->store(&view, std::memory_order_release);
  return found;
}

Packets CarrierViews::packets(Carrier carrier, PartId part) const {
  return system_.parts().sequence(is_history(carrier) ? part : world::pair_of(system_.units()[part]).right);
}

PartId CarrierViews::rename(const CarrierView& view, NameIndex one, NameIndex other) {
  const Model& model = system_.model();
  world::Parts& parts = system_.parts();
  if (one > other) std::swap(one, other);
  const Renaming renaming = exchange(group_.names(), one, other);
  const auto known = [&](Known::Parts& memo, std::uint64_t of, auto find_out) {
    return memo.at({of, one, other}, [&] {
      known_->bytes.fetch_add(store::bytes_of_entry, std::memory_order_relaxed);
      return find_out();
    });
  };

  const world::NetworkRules set(Network::unreliable, parts);
  const world::NetworkRules& rules = is_history(view.carrier) ? set : system_.rules();
  Packets renamed;
  for (const PartId packet : packets(view.carrier, view.part)) {
    rules.add(renamed, known(known_->renamed_packets, packet, [&] {
                return parts.packet(world::renamed(model, parts.packet(packet), renaming));
              }));
  }
  if (is_history(view.carrier)) return parts.sequence(renamed);
  const auto node = static_cast<NodeIndex>(view.carrier);
  const PartId before = local(view.part);
  const PartId after = known(known_->renamed_locals, key_of(view.carrier, before), [&] {
    return parts.local(world::renamed(model, node, parts.local(before), renaming));
  });
  return system_.unit(renaming[node], after, std::move(renamed), writer_);
}

}  // namespace pessimist::reductions
