#include "store/distinct_count.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "store/ensure.hpp"

namespace pessimist::store {

namespace {

/// The k-th least of at least k.
template <class Hashes>
std::uint64_t kth_least(const Hashes& hashes, std::size_t k) {
  std::vector<std::uint64_t> sorted(hashes.begin(), hashes.end());
  const auto place = sorted.begin() + static_cast<std::ptrdiff_t>(k - 1);
  std::nth_element(sorted.begin(), place, sorted.end());
  return *place;
}

}  // namespace

void DistinctCount::drop() {
  if (kept_.size() <= most_kept_) return;
  drop_above(kth_least(kept_, most_kept_));
}

void DistinctCount::drop_above(std::uint64_t highest) {
  highest_ = highest;
  erase_if(kept_, [&](std::uint64_t hash) { return hash > highest_; });
}

void DistinctCount::add(const DistinctCount& other) {
  ensure(most_kept_ == other.most_kept_, "only counts that keep as many are added");
  if (other.highest_ < highest_) drop_above(other.highest_);  // the other has enough that are lower
  for (const std::uint64_t hash : other.kept_) add(hash);
}

std::uint64_t DistinctCount::count() const {
  const bool dropped = highest_ != std::numeric_limits<std::uint64_t>::max();
  if (!dropped && kept_.size() <= most_kept_) return kept_.size();
  const double fraction = std::ldexp(static_cast<double>(kth_least(kept_, most_kept_)), -64);
  const double estimate = static_cast<double>(most_kept_ - 1) / fraction;
  // There are more than were kept: that much is known.
  return std::max<std::uint64_t>(static_cast<std::uint64_t>(std::llround(estimate)), most_kept_ + 1);
}

void DistinctCount::clear() {
  kept_.clear();
  highest_ = std::numeric_limits<std::uint64_t>::max();
}

double DistinctCount::error(std::size_t most_kept) {
  return 1 / std::sqrt(static_cast<double>(most_kept) - 2);
}

}  // namespace pessimist::store
