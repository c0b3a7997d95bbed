#include "store/interner.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <mutex>
#include <stdexcept>

#include "store/hash.hpp"

namespace pessimist::store {
namespace {

constexpr std::size_t largest_block_bytes = std::size_t{1} << 20;

}  // namespace

std::uint32_t Interner::intern(std::string_view bytes) {
  const Candidate candidate{bytes, hash_bytes(bytes)};
  {
    const std::shared_lock lock(mutex_);
    if (const auto known = ids_.find(candidate); known != ids_.end()) return *known;
  }
  const std::unique_lock lock(mutex_);
  if (const auto known = ids_.find(candidate); known != ids_.end())
    return *known;  // another thread came between the locks

  const std::uint32_t id = size_.load(std::memory_order_relaxed);
  if (id == std::numeric_limits<std::uint32_t>::max())
    throw std::length_error("Interner: more than 2^32 - 1 distinct values");
  const Place place = place_of(id);
  if (records_[place.segment] == nullptr) {
    records_[place.segment] = std::make_unique<Record[]>(segment_size(place.segment));
    bytes_ += segment_size(place.segment) * sizeof(Record);
  }
  records_[place.segment][place.offset] = {keep(bytes), bytes.size(), candidate.hash};
  ids_.insert(id);
  size_.store(id + 1, std::memory_order_release);  // last, so that what throws above leaves no trace
  return id;
}

std::size_t Interner::bytes() const {
  const std::shared_lock lock(mutex_);
  constexpr std::size_t bytes_per_group =
      16 + 15 * sizeof(std::uint32_t);  // Boost: 15 slots share 16 bytes of tags
  return sizeof(*this) + bytes_ + blocks_.capacity() * sizeof(blocks_[0]) +
         ids_.bucket_count() / 15 * bytes_per_group;
}

std::size_t Interner::segment_size(unsigned segment) {
  return std::size_t{1} << (first_segment_bits + std::max(segment, 1U) - 1);
}

// Blocks double up to a bound, so that an interner of few strings stays small. A string longer than half a
// block has one of its own, and the block begun before goes on being filled.
const char* Interner::keep(std::string_view bytes) {
  if (bytes.empty()) return "";
  if (bytes.size() > free_bytes_) {
    const bool alone = bytes.size() > next_block_bytes_ / 2;
    const std::size_t block_bytes = alone ? bytes.size() : next_block_bytes_;
    blocks_.push_back(std::make_unique<char[]>(block_bytes));
    bytes_ += block_bytes;
    char* block = blocks_.back().get();
    if (alone) return static_cast<const char*>(std::memcpy(block, bytes.data(), bytes.size()));
    free_ = block;
    free_bytes_ = block_bytes;
    next_block_bytes_ = std::min(2 * next_block_bytes_, largest_block_bytes);
  }
  char* copy = free_;
  std::memcpy(copy, bytes.data(), bytes.size());
  free_ += bytes.size();
  free_bytes_ -= bytes.size();
  return copy;
}

}  // namespace pessimist::store
