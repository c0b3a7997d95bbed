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

std::optional<std::uint32_t> Interner::find(std::string_view bytes, std::uint64_t hash) const {
  return index_.find(hash, [&](std::uint32_t id) {
    const Record& record = records_[id];
    return record.hash == hash && std::string_view(record.bytes, record.size) == bytes;
  });
}

std::uint32_t Interner::intern(std::string_view bytes) {
  const std::uint64_t hash = hash_bytes(bytes);
  if (const auto known = find(bytes, hash)) return *known;
  const std::lock_guard lock(mutex_);
  if (const auto known = find(bytes, hash)) return *known;  // another thread came first

  const std::uint32_t id = size_.load(std::memory_order_relaxed);
  if (id == std::numeric_limits<std::uint32_t>::max())
    throw std::length_error("Interner: more than 2^32 - 1 distinct values");
  index_.make_room(id, [this](std::uint32_t known) { return content_hash(known); });
  records_.make_room(id);
  records_[id] = {keep(bytes), bytes.size(), hash};
  // Nothing throws from here on. Whoever finds the id, without a lock, finds it counted.
  size_.store(id + 1, std::memory_order_release);
  index_.add(hash, id);
  return id;
}

std::size_t Interner::bytes() const {
  const std::lock_guard lock(mutex_);
  return sizeof(*this) + bytes_ + blocks_.capacity() * sizeof(blocks_[0]) + Segments<Record>::bytes(size()) +
         index_.bytes();
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
