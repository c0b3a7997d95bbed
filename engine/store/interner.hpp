#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "store/id_index.hpp"
#include "store/segments.hpp"

namespace pessimist::store {

/// Byte strings under dense 32-bit names: equal bytes have one id, and the first string has id 0.
///
/// Any thread may intern at any time: new strings under a lock, known ones without. Whoever was handed an id may read
/// its bytes, for ever: a string and its record are written before the id is given out, never move and never change.
class Interner {
 public:
  Interner() = default;
  Interner(const Interner&) = delete;
  Interner& operator=(const Interner&) = delete;

  /// The id of the bytes, a new one if they were never seen. std::length_error when all 2^32 - 1 ids are
  /// taken, std::bad_alloc when memory is; nothing is interned then.
  std::uint32_t intern(std::string_view bytes);

  std::string_view operator[](std::uint32_t id) const {
    const Record& record = records_[id];
    return {record.bytes, record.size};
  }

  /// hash_bytes() of the string, kept since it was interned: the same on every run and machine.
  std::uint64_t content_hash(std::uint32_t id) const { return records_[id].hash; }

  /// More than any id that this thread was handed.
  std::size_t size() const { return size_.load(std::memory_order_acquire); }
  std::size_t bytes() const;  // memory taken in all

 private:
  struct Record {
    const char* bytes;
    std::size_t size;
    std::uint64_t hash;
  };

  std::optional<std::uint32_t> find(std::string_view bytes, std::uint64_t hash) const;
  const char* keep(std::string_view bytes);

  IdIndex index_;
  Segments<Record> records_;
  // What each new string changes, in a cache line of its own: those who look up known ones read what is before it.
  alignas(64) mutable std::mutex mutex_;
  std::atomic<std::uint32_t> size_ = 0;
  char* free_ = nullptr;  // what is left of the last block
  std::size_t free_bytes_ = 0;
  std::size_t next_block_bytes_ = 1024;
  std::size_t bytes_ = 0;  // of blocks
  std::vector<std::unique_ptr<char[]>> blocks_;
};

}  // namespace pessimist::store
