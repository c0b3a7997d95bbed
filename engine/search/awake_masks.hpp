#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "reductions/sleep_sets.hpp"
#include "store/entry_set.hpp"
#include "store/virtual_array.hpp"

namespace pessimist::search {

/// For each world, which of its steps are awake in any of the ways to it from the layer before. Any thread, any time; what
/// a layer's worlds have is settled when the layer before is done.
///
/// A mask begins as zero and only ever gains bits, so it does not matter who comes first. Two bits more say whether its
/// world lies in an even or an odd layer: a world of the present layer, when it is met again from there, must stay as it
/// is, or what is explored would depend on who is fast. Those of older layers are never looked at again, and make room for
/// new ones.
class AwakeMasks {
 public:
  using Mask = reductions::SleepSets::Mask;

  /// `is_shared`: between threads.
  AwakeMasks(std::size_t most_worlds, bool is_shared)
      : blocks_(most_worlds / masks_in_a_block + 1),
        masks_(blocks_.reserved() * masks_in_a_block),
        is_shared_(is_shared) {
    masks_.use_huge_pages_beyond(bytes_on_small_pages);
  }

  /// The same as wake(), of a new world that no other thread knows of yet.
  void begin(store::Position world, unsigned depth, Mask awake) { mask_of(world) = awake | layer_bit(depth); }
  /// A world is reached from the layer before `depth`.
  void wake(store::Position world, unsigned depth, Mask awake) {
    if (world < first_) return;
    const std::atomic_ref mask(mask_of(world));
    const Mask present = mask.load(std::memory_order_relaxed);
    if ((present & layer_bit(depth + 1)) != 0) return;
    const Mask gained = awake | layer_bit(depth);
    if ((present | gained) == present) return;
    if (is_shared_)
      mask.fetch_or(gained, std::memory_order_relaxed);
    else
      mask.store(present | gained, std::memory_order_relaxed);  // spares a locked instruction
  }
  /// Before wake(), of a world that is there.
  void prefetch(store::Position world) const {
    if (world < first_) return;
    const Mask* const masks = block_of(world).load(std::memory_order_relaxed);
    if (masks != nullptr) __builtin_prefetch(masks + world % masks_in_a_block);
  }
  /// Of a world that was reached.
  Mask of(store::Position world) const {
    return block_of(world).load(std::memory_order_relaxed)[world % masks_in_a_block] &
           reductions::SleepSets::all;
  }

  /// At a barrier: the worlds before this one are of layers that are done, and there will be no new ones among them.
  void forget_before(store::Position first) {
    for (std::size_t block = first_ / masks_in_a_block; block < first / masks_in_a_block; ++block) {
      Mask* const masks = blocks_[block];
      if (masks == nullptr) continue;
      unused_.push_back(masks);
      blocks_[block] = nullptr;
    }
    first_ = first;
  }

 private:
  static_assert(reductions::SleepSets::most_events == 62, "two bits are left");
  static constexpr std::size_t bytes_on_small_pages = std::size_t{4} << 20;
  static constexpr std::size_t masks_in_a_block = std::size_t{1} << 16;
  static Mask layer_bit(unsigned depth) { return Mask{1} << (62 + depth % 2); }

  std::atomic_ref<Mask*> block_of(store::Position world) const {
    return std::atomic_ref(blocks_.data()[world / masks_in_a_block]);
  }
  Mask& mask_of(store::Position world) {
    Mask* masks = block_of(world).load(std::memory_order_acquire);
    if (masks == nullptr) [[unlikely]]
      masks = add_block(world);
    return masks[world % masks_in_a_block];
  }
  Mask* add_block(store::Position world) {
    const std::lock_guard lock(mutex_);
    const std::atomic_ref block = block_of(world);
    Mask* masks = block.load(std::memory_order_relaxed);
    if (masks != nullptr) return masks;
    if (unused_.empty()) {
      masks = masks_.data() + masks_in_a_block * used_blocks_++;
    } else {
      masks = unused_.back();
      unused_.pop_back();
      std::fill_n(masks, masks_in_a_block, 0);
    }
    block.store(masks, std::memory_order_release);
    return masks;
  }

  mutable store::VirtualArray<Mask*> blocks_;
  store::VirtualArray<Mask> masks_;
  std::size_t used_blocks_ = 0;  // of masks_
  bool is_shared_;
  store::Position first_ = 0;
  std::mutex mutex_;
  std::vector<Mask*> unused_;
};

}  // namespace pessimist::search
