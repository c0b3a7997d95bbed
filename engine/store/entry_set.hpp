#pragma once

// The set of worlds, and of the inner nodes of their compression trees: insert-only, exact, lock-free.
//
// Idea. An entry of 64 bits is stored once, in a log that only grows, and is named by its position there. An
// index of 32-bit slots, open addressing, finds duplicates: a slot holds position + 1, and in the bits that
// positions do not need at the present size a tag, bits of the hash that did not choose the slot. Most
// mismatches are settled by the tag, without touching the log. The log is the breadth-first order of the
// search, the frontier is its last part, and a larger index can be built from it alone.
//
// Papers. Laarman, van de Pol, Weber, "Boosting Multi-Core Reachability Performance with Shared Hash Tables",
// FMCAD 2010: compare-and-swap on slots, probing along a cache line before leaving it, part of the hash kept
// in the slot. The same, "Parallel Recursive State Compression for Free", SPIN 2011: what the 64-bit entries
// are. Unlike theirs, a slot is never in a state "being written", so nobody ever waits for anybody: the entry
// is written to the log first.
//
// Why it is sound. A slot changes once, from empty to a position, by compare-and-swap; after that it is
// constant until grow(), which runs alone. An entry has one probe order, in which it is placed in the first
// slot it finds empty. So, within one size of the index:
//
// With one writer, which nobody else can come before, that is a plain store.
//
// Nothing is counted twice. Let two writers insert equal entries, and let the first have filled slot s. Each
// slot before s held something else by then, and holds it for ever. The second writer meets the same slots:
// if it reads one as empty, be it an old value, its compare-and-swap works on the latest one, fails, returns
// that and is judged by it. So it passes the slots before s, and at s it finds the entry: `found`.
//
// Nothing is omitted. `found` is returned only after all 64 bits of the entry in the log were compared: tags
// only spare comparisons. `inserted` only after the slot was filled. `full` inserts nothing and says so.
//
// Nobody reads what is half written: the entry, and what goes with it, is written before the slot is published with
// release, and read only at positions taken from a slot with acquire.
//
// Probing ends: positions are handed out for at most 7/8 of the slots, so there is always an empty one.
//
// A writer takes positions in chunks and uses one up before the next, so only the rest of its present chunk
// is unused. These holes are known, no slot names them, and no range reports them. A position prepared for a
// slot that another writer filled first was never visible; the writer's next entry overwrites it.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "store/ensure.hpp"
#include "store/hash.hpp"
#include "store/virtual_array.hpp"

namespace pessimist::store {

using Position = std::uint32_t;

class EntrySet {
 public:
  struct Sizes {
    std::size_t most_entries;        // at most 2^32 - 1: addresses are reserved for all, memory is not
    std::size_t first_slots = 1024;  // a power of two, at least 2
    unsigned chunk = 1024;           // positions that a writer takes at once, when there are plenty
  };
  /// A worker's hold on the log: the chunk that it is filling, kept from layer to layer.
  class alignas(64) Writer {
   private:
    friend class EntrySet;
    Position next_ = 0;
    Position end_ = 0;
    // Written by the owner alone; atomic because size() may be asked at any time.
    std::atomic<std::size_t> entries_ = 0;
  };
  enum class Result : std::uint8_t { found, inserted, full };
  struct Insertion {
    Position position;  // nothing to be used when full
    Result result;
  };
  struct Range {
    Position begin, end;
    friend bool operator==(const Range&, const Range&) = default;
  };

  /// std::bad_alloc when addresses cannot be had.
  EntrySet(Sizes sizes, unsigned writers);
  ~EntrySet() {
    log_.retire(taken_.load(std::memory_order_relaxed));
    index_.retire(slots_);
    owners_.retire(taken_.load(std::memory_order_relaxed) / sizes_.chunk + 1);
  }
  EntrySet(const EntrySet&) = delete;
  EntrySet& operator=(const EntrySet&) = delete;

  /// One for each worker; no two threads use one at a time.
  Writer& writer(unsigned worker) { return writers_[worker]; }

  // Any thread, any time but during grow() and take_new_ranges(). `hash` is always hash(entry): passed in
  // because whoever prefetches has it already. Insert in batches of 16 to 32: prefetch() for all of them,
  // then prefetch_entry() for all, then insert(). One at a time is three times slower in a large set.

  static constexpr std::uint64_t hash(std::uint64_t entry) { return mix(entry); }
  /// To be called well before insert(): fetches the line of the entry's first slot.
  void prefetch(std::uint64_t hash) const;
  /// To be called when that line has come: fetches the log entry that the insertion will most likely compare, and says
  /// where that is. Nothing where the entry is likely new: then the line is fetched again, for writing, as another core may
  /// have it too, and its answer takes longer than one of memory.
  std::optional<Position> prefetch_entry(std::uint64_t hash) const;
  /// `full`: nothing was inserted; grow() and try again, unless log_is_full(). An entry that is present is
  /// `found` even then.
  Insertion insert(std::uint64_t entry, std::uint64_t hash, Writer& writer) {
    return insert(entry, hash, writer, [](Position) {});
  }
  /// The same. `prepare(position)` writes what goes with a new entry: whoever finds that has it too. It may be called for a
  /// position that is then not used; the next entry to come there is prepared again.
  template <class Prepare>
  Insertion insert(std::uint64_t entry, std::uint64_t hash, Writer& writer, Prepare prepare);
  /// The position must have come from insert() or a range, in this thread or one it has synchronised with.
  std::uint64_t operator[](Position position) const { return log_[position]; }
  /// Entries in all; exact while nobody inserts.
  std::size_t size() const;
  /// Whether 3/4 of the slots are taken and more would help. Cheap enough to ask between units of work.
  bool wants_growth() const { return taken_.load(std::memory_order_relaxed) > growth_mark_; }
  /// Whether an insertion was refused because most_entries positions are taken: growing is no help. A single
  /// writer has then inserted exactly most_entries; of several, others may have room in their chunks.
  bool log_is_full() const { return log_is_full_.load(std::memory_order_relaxed); }

  // At a barrier only: while no other call runs.

  /// Makes a larger index from the log, in parallel, where the old one was. Does nothing if the index has room for
  /// most_entries.
  void grow();
  /// What was inserted since the last call, in order and without holes: a layer of a breadth-first search.
  std::vector<Range> take_new_ranges();
  /// No entry that is yet to be inserted will be before this one.
  Position next_position() const;

  /// Which worker wrote the entry, or one close to it.
  unsigned writer_near(Position position) const { return owners_[position / sizes_.chunk]; }

  /// Memory in use: the log as far as it is taken, and the index.
  std::size_t bytes() const;

 private:
  // Probing goes round within a line of slots before it leaves it: a line is fetched at once.
  static constexpr std::size_t slots_per_line = 64 / sizeof(std::uint32_t);

  bool refill(Writer& writer);
  /// Fills an empty slot. False, with what it holds by now in `seen`, where another writer was first; a single one need not
  /// ask, which spares it a locked instruction.
  bool fill(std::atomic_ref<std::uint32_t> slot, std::uint32_t& seen, std::uint32_t content) {
    if (writers_.size() > 1)
      return slot.compare_exchange_strong(seen, content, std::memory_order_release,
                                          std::memory_order_acquire);
    slot.store(content, std::memory_order_release);
    return true;
  }
  void set_geometry();
  void clear_index();
  std::vector<Range> unused() const;
  void index_again(Range range);
  std::size_t home(std::uint64_t hash) const { return hash >> home_shift_; }
  std::uint32_t tag(std::uint64_t hash) const { return static_cast<std::uint32_t>(hash) & ~position_mask_; }
  std::atomic_ref<std::uint32_t> slot(std::size_t place) const {
    return std::atomic_ref(index_.data()[place]);
  }

  // Constant between barriers. The slot is chosen by the high bits of the hash, the tag is the higher ones of
  // its low word: never the same bits, as there are at most 2^33 slots.
  mutable VirtualArray<std::uint32_t> index_;  // addresses for all slots that it can ever have
  VirtualArray<std::uint64_t> log_;
  VirtualArray<std::uint16_t> owners_;  // of chunks, or what lies where a chunk does
  std::size_t slots_;                   // of the index, in use
  unsigned home_shift_ = 0;
  std::uint32_t position_mask_ = 0;  // of a slot: the bits of position + 1
  std::size_t line_mask_ = 0;        // of a slot's place: where it is in its line
  std::size_t most_taken_ = 0;       // positions that may be handed out, at this size
  std::size_t growth_mark_ = 0;
  const Sizes sizes_;

  std::vector<Writer> writers_;
  std::vector<Range> not_reported_;  // handed out by the last take_new_ranges(), but unused
  std::size_t reported_ = 0;         // what was handed out by then

  alignas(64) std::atomic<std::size_t> taken_ = 0;  // positions handed out
  std::atomic<bool> log_is_full_ = false;
};

inline void EntrySet::prefetch(std::uint64_t hash) const { __builtin_prefetch(index_.data() + home(hash)); }

inline std::optional<Position> EntrySet::prefetch_entry(std::uint64_t hash) const {
  const std::size_t first = home(hash);
  for (std::size_t step = 0; step <= line_mask_; ++step) {
    const std::size_t place = (first & ~line_mask_) | ((first + step) & line_mask_);
    const std::uint32_t seen = slot(place).load(std::memory_order_relaxed);
    if (seen == 0) {
      __builtin_prefetch(index_.data() + place, 1);
      return std::nullopt;
    }
    if ((seen & ~position_mask_) == tag(hash)) {
      const Position position = (seen & position_mask_) - 1;
      __builtin_prefetch(log_.data() + position);
      return position;
    }
  }
  return std::nullopt;
}

template <class Prepare>
EntrySet::Insertion EntrySet::insert(std::uint64_t entry, std::uint64_t hash, Writer& writer,
                                     Prepare prepare) {
  const std::uint32_t wanted_tag = tag(hash);
  const std::size_t first = home(hash);
  for (std::size_t line = first & ~line_mask_;; line = (line + line_mask_ + 1) & (slots_ - 1)) {
    for (std::size_t step = 0; step <= line_mask_; ++step) {
      const auto here = slot(line | ((first + step) & line_mask_));
      std::uint32_t seen = here.load(std::memory_order_acquire);
      if (seen == 0) {
        ensure(hash == EntrySet::hash(entry), "an entry comes with its own hash");
        if (writer.next_ == writer.end_ && !refill(writer)) [[unlikely]]
          return {0, Result::full};
        const Position position = writer.next_;
        log_[position] = entry;
        prepare(position);
        if (fill(here, seen, wanted_tag | (position + 1))) {
          ++writer.next_;
          writer.entries_.store(writer.entries_.load(std::memory_order_relaxed) + 1,
                                std::memory_order_relaxed);
          return {position, Result::inserted};
        }
        // Another writer was first: `seen` is now what it wrote, perhaps this very entry.
      }
      const Position candidate = (seen & position_mask_) - 1;
      if ((seen & ~position_mask_) == wanted_tag && log_[candidate] == entry)
        return {candidate, Result::found};
    }
  }
}

}  // namespace pessimist::store
