#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <shared_mutex>
#include <string_view>
#include <vector>

#include <boost/unordered/unordered_flat_set.hpp>

namespace pessimist::store {

/// Byte strings under dense 32-bit names: equal bytes have one id, and the first string has id 0.
///
/// Any thread may intern at any time, under a lock: strings are interned on first-time steps only. Whoever
/// was handed an id may read its bytes without one, for ever: a string and its record are written before the
/// id is given out, never move and never change.
class Interner {
 public:
  Interner() = default;
  Interner(const Interner&) = delete;
  Interner& operator=(const Interner&) = delete;

  /// The id of the bytes, a new one if they were never seen. std::length_error when all 2^32 - 1 ids are
  /// taken, std::bad_alloc when memory is; nothing is interned then.
  std::uint32_t intern(std::string_view bytes);

  std::string_view operator[](std::uint32_t id) const {
    const Record& record = record_of(id);
    return {record.bytes, record.size};
  }

  /// hash_bytes() of the string, kept since it was interned: the same on every run and machine.
  std::uint64_t content_hash(std::uint32_t id) const { return record_of(id).hash; }

  std::size_t size() const { return size_.load(std::memory_order_acquire); }
  std::size_t bytes() const;  // memory taken in all

 private:
  struct Record {
    const char* bytes;
    std::size_t size;
    std::uint64_t hash;
  };

  struct Candidate {
    std::string_view bytes;
    std::uint64_t hash;
  };

  // The set holds ids alone and looks their strings up here, so it costs about five bytes a string.
  struct Hash {
    using is_transparent = void;
    using is_avalanching = void;
    std::size_t operator()(std::uint32_t id) const { return interner->content_hash(id); }
    std::size_t operator()(const Candidate& candidate) const { return candidate.hash; }
    const Interner* interner;
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(std::uint32_t left, std::uint32_t right) const { return left == right; }
    bool operator()(const Candidate& candidate, std::uint32_t id) const {
      return candidate.hash == interner->content_hash(id) && candidate.bytes == (*interner)[id];
    }
    bool operator()(std::uint32_t id, const Candidate& candidate) const { return (*this)(candidate, id); }
    const Interner* interner;
  };

  // Records lie in segments that double: 16, 16, 32, 64, ... A segment is made once and never moves.
  static constexpr unsigned first_segment_bits = 4;
  static constexpr unsigned segments = 32 - first_segment_bits + 1;
  struct Place {
    unsigned segment;
    std::uint32_t offset;
  };
  static Place place_of(std::uint32_t id);
  static std::size_t segment_size(unsigned segment);

  const Record& record_of(std::uint32_t id) const {
    const Place place = place_of(id);
    return records_[place.segment][place.offset];
  }
  const char* keep(std::string_view bytes);

  mutable std::shared_mutex mutex_;
  boost::unordered_flat_set<std::uint32_t, Hash, Equal> ids_{0, Hash{this}, Equal{this}};
  std::array<std::unique_ptr<Record[]>, segments> records_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;  // what is left of the last block
  std::size_t free_bytes_ = 0;
  std::size_t next_block_bytes_ = 1024;
  std::size_t bytes_ = 0;  // of blocks and segments
  std::atomic<std::uint32_t> size_ = 0;
};

inline Interner::Place Interner::place_of(std::uint32_t id) {
  const std::uint32_t group = id >> first_segment_bits;
  if (group == 0) return {0, id};
  const auto segment = static_cast<unsigned>(std::bit_width(group));
  return {segment, id - (std::uint32_t{1} << (segment - 1 + first_segment_bits))};
}

}  // namespace pessimist::store
