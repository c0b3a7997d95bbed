#include "store/kept_ranges.hpp"

#include <algorithm>
#include <utility>

#include <sys/mman.h>

namespace pessimist::store {

void* KeptRanges::take(std::size_t bytes) noexcept {
  const std::lock_guard lock(mutex_);
  // The one kept last, as it is the likeliest to be in a cache still.
  for (std::size_t place = count_; place-- > 0;) {
    if (ranges_[place].bytes != bytes) continue;
    void* const begin = ranges_[place].begin;
    std::move(ranges_.begin() + place + 1, ranges_.begin() + count_, ranges_.begin() + place);
    --count_;
    return begin;
  }
  return nullptr;
}

bool KeptRanges::keep(void* begin, std::size_t bytes) noexcept {
  const std::lock_guard lock(mutex_);
  if (count_ == ranges_.size()) return false;
  ranges_[count_++] = {begin, bytes};
  return true;
}

bool KeptRanges::unmap() noexcept {
  const std::lock_guard lock(mutex_);
  const bool were_some = count_ != 0;
  for (; count_ != 0; --count_) munmap(ranges_[count_ - 1].begin, ranges_[count_ - 1].bytes);
  return were_some;
}

KeptRanges& kept_ranges() noexcept {
  static auto& ranges = *new KeptRanges;  // NOLINT: where there is no room even for this, there is no run
  return ranges;
}

}  // namespace pessimist::store
