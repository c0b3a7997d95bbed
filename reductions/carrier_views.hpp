#pragma once

// Parts of worlds as symmetry sees them: what they look like with their names erased, and what they become when two names
// are exchanged.
//
// Idea. A world's representative is found with few different parts, over and over. So each part has a view, found out once
// among all workers, and views point to each other: to exchange two names is to follow a pointer. What a view's exchange
// is follows back from there, as an exchange undoes itself, and so does what it looks like.

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "reductions/class_signatures.hpp"
#include "reductions/signature.hpp"
#include "reductions/symmetry_group.hpp"
#include "store/hash.hpp"
#include "store/recent.hpp"
#include "store/renewable.hpp"
#include "store/shared_memo.hpp"
#include "world/system.hpp"

namespace pessimist::reductions {

/// What refers to names: a node, or the history of messages, whose number is that of the nodes.
using Carrier = std::size_t;

/// A set of names, a bit for each. Where there are more names than bits, every set is all of them.
using NameSet = std::uint64_t;

/// A carrier's part. There is one view of each, and it stays where it is.
struct CarrierView {
  Carrier carrier = 0;
  world::PartId part = 0;
  NameSet touches = 0;  ///< it refers to these, or is of them; with others exchanged it stays as it is
  Signature signature;
  std::uint64_t hash = 0;  ///< of the content: the same on every run

  /// How it refers to a name; null: it does not.
  const Signature::Use* use_of(NameIndex name) const;

 private:
  friend class CarrierViews;
  using Image = std::atomic<const CarrierView*>;
  /// With two names exchanged, where that was found out: [name that it touches][place of the other one in its block].
  std::unique_ptr<Image[]> images;
};

/// One worker's access to the views.
class CarrierViews {
 public:
  /// What is known among all workers.
  class Known {
   public:
    bool is_full() const { return bytes.load(std::memory_order_relaxed) > most_bytes; }

   private:
    friend class CarrierViews;
    /// A part, of which carrier where that matters, and the names that were exchanged.
    struct Exchange {
      std::uint64_t part;
      NameIndex one, other;
      friend bool operator==(const Exchange&, const Exchange&) = default;
    };
    struct ExchangeHash {
      std::size_t operator()(const Exchange& exchange) const;
    };
    using Parts = store::SharedMemo<Exchange, world::PartId, ExchangeHash>;
    static constexpr std::size_t most_bytes = std::size_t{128} << 20;

    store::SharedMemo<std::uint64_t, std::unique_ptr<const CarrierView>, store::WordHash> views;
    Parts renamed_locals, renamed_packets;
    std::atomic<std::size_t> bytes = 0;
  };

  /// `classes`: where units are in a normal form that merges local states, else null. `shared` lives as long as this.
  CarrierViews(world::System& system, const SymmetryGroup& group, const ClassSignatures* classes,
               store::Renewable<Known>& shared, unsigned worker);

  /// The nodes, and the history where one is kept.
  std::size_t carriers() const { return carriers_; }
  bool is_history(Carrier carrier) const { return carrier == nodes_; }
  /// Whether a carrier is what a name names: no history is, though its number may be that of a token.
  bool is_named(Carrier carrier, NameIndex name) const { return carrier == name && !is_history(carrier); }
  /// The carrier in whose place a carrier comes when two names are exchanged.
  Carrier image_of(Carrier carrier, NameIndex one, NameIndex other) const;

  NameSet set_of(NameIndex name) const { return has_sets_ ? NameSet{1} << name : ~NameSet{0}; }

  const CarrierView& of(Carrier carrier, world::PartId part);
  /// With two names of a block exchanged; it is then of image_of() its carrier.
  const CarrierView& exchanged(const CarrierView& view, NameIndex one, NameIndex other) {
    if ((view.touches & (set_of(one) | set_of(other))) == 0) return view;
    Image* const kept = image(view, one, other);
    if (kept == nullptr) return view;
    const CarrierView* const known = kept->load(std::memory_order_acquire);
    return known != nullptr ? *known : exchange_first_time(view, one, other, *kept);
  }

  /// Lets go of all views when they have become too many: before a world is looked at, not while it is.
  void renew();

 private:
  using Image = CarrierView::Image;

  const CarrierView& find(Carrier carrier, world::PartId part);
  std::unique_ptr<const CarrierView> make(Carrier carrier, world::PartId part, Signature signature) const;
  Signature sign(Carrier carrier, world::PartId part);
  Signature sign_packets(Carrier carrier, const world::Packets& packets);

  /// Where a view keeps what it becomes; null: it stays as it is.
  Image* image(const CarrierView& view, NameIndex one, NameIndex other) const {
    const auto place = [&](std::size_t row, NameIndex name) {
      return &view.images[row * widest_block_ + place_in_block_[name]];
    };
    if (const auto row = row_of(view, one)) return place(*row, other);
    if (const auto row = row_of(view, other)) return place(*row, one);
    return nullptr;
  }
  /// Of a name, among those that a view touches.
  std::optional<std::size_t> row_of(const CarrierView& view, NameIndex name) const {
    if (!has_sets_) return row_among_many(view, name);
    if ((view.touches & set_of(name)) == 0) return std::nullopt;
    return std::popcount(view.touches & (set_of(name) - 1));
  }
  std::optional<std::size_t> row_among_many(const CarrierView& view, NameIndex name) const;
  const CarrierView& exchange_first_time(const CarrierView& view, NameIndex one, NameIndex other,
                                         Image& kept);
  world::PartId rename(const CarrierView& view, NameIndex one, NameIndex other);

  world::Packets packets(Carrier carrier, world::PartId part) const;
  world::PartId local(world::PartId part) const { return world::pair_of(system_.units()[part]).left; }

  world::System& system_;
  const SymmetryGroup& group_;
  const ClassSignatures* classes_;
  store::Renewable<Known>& shared_;
  store::Renewable<Known>::Hold known_;
  store::EntrySet::Writer& writer_;
  std::size_t nodes_;
  std::size_t carriers_;
  bool has_sets_;
  std::vector<std::size_t> place_in_block_;  // [name]
  std::size_t widest_block_ = 0;
  std::vector<bool> movable_;  // [name]
  Signer signer_;
  store::Recent<const CarrierView*> recent_;
};

}  // namespace pessimist::reductions
