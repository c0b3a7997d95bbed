#pragma once

#include <atomic>
#include <cstdint>

#include "reductions/sleep_sets.hpp"
#include "store/entry_set.hpp"
#include "store/virtual_array.hpp"

namespace pessimist::search {

/// For each world, which of its steps are awake in any of the ways to it from the layer before. Any thread, any time; what
/// a layer's worlds have is settled when the layer before is done.
///
/// A mask begins as zero and only ever gains bits, so it does not matter who comes first. Two bits more say whether its
/// world lies in an even or an odd layer: a world of the present layer, when it is met again from there, must stay as it
/// is, or what is explored would depend on who is fast. Those of older layers are never looked at again.
class AwakeMasks {
 public:
  using Mask = reductions::SleepSets::Mask;

  explicit AwakeMasks(std::size_t most_worlds) : masks_(most_worlds) {
    masks_.use_huge_pages_beyond(bytes_on_small_pages);
  }

  /// A world is reached from the layer before `depth`.
  void wake(store::Position world, unsigned depth, Mask awake) {
    const std::atomic_ref mask(masks_[world]);
    const Mask present = mask.load(std::memory_order_relaxed);
    if ((present & layer_bit(depth + 1)) != 0) return;
    const Mask gained = awake | layer_bit(depth);
    if ((present | gained) != present) mask.fetch_or(gained, std::memory_order_relaxed);
  }
  Mask of(store::Position world) const { return masks_[world] & reductions::SleepSets::all; }

 private:
  static_assert(reductions::SleepSets::most_events == 62, "two bits are left");
  static constexpr std::size_t bytes_on_small_pages = std::size_t{4} << 20;
  static Mask layer_bit(unsigned depth) { return Mask{1} << (62 + depth % 2); }

  store::VirtualArray<Mask> masks_;
};

}  // namespace pessimist::search
