#pragma once

// Ids by the hash of what they name.
//
// Idea. Open addressing in slots of 32 bits, each an id with what room it leaves of the hash, as in EntrySet (entry_set.hpp).
// Threads look up without a lock, also while one adds. When the slots run short, a larger table is filled and
// then put in the place of the old one, which stays as it is for those who are still reading it.
//
// Why it is sound. A slot changes once, from empty to an id, and is published with release, behind what the id names. So an
// id that is found is right. One that is not found may have come since, into this table or a later one: find() may miss, and
// whoever then adds looks again under the lock, where it may not.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace pessimist::store {

class IdIndex {
 public:
  IdIndex();

  /// The id with this hash for which fits(id) is true. Any thread, any time; certain only for whoever may add.
  template <class Fits>
  std::optional<std::uint32_t> find(std::uint64_t hash, Fits fits) const {
    const Table& table = *table_.load(std::memory_order_acquire);
    for (std::size_t place = table.home(hash);; place = table.behind(place)) {
      const std::uint32_t seen = table.slots[place].load(std::memory_order_acquire);
      if (seen == 0) return std::nullopt;
      const std::uint32_t id = (seen & table.id_mask) - 1;
      if ((seen & ~table.id_mask) == table.tag(hash) && fits(id)) return id;
    }
  }

  /// Room for one more than `ids`, which are here. One thread at a time: under the caller's lock, as add() is. `hash_of(id)`: of
  /// those. std::bad_alloc leaves all as it is.
  template <class HashOf>
  void make_room(std::size_t ids, HashOf hash_of) {
    Table& old = *tables_.back();
    if (ids < old.most()) return;
    auto larger = std::make_unique<Table>(old.slots.size() * 2);
    for (const auto& slot : old.slots) {
      const std::uint32_t seen = slot.load(std::memory_order_relaxed);
      if (seen == 0) continue;
      const std::uint32_t id = (seen & old.id_mask) - 1;
      larger->put(hash_of(id), id);
    }
    publish(std::move(larger));
  }
  /// An id that is not here yet; there must be room.
  void add(std::uint64_t hash, std::uint32_t id) noexcept { tables_.back()->put(hash, id); }

  /// Of memory, with the tables that were.
  std::size_t bytes() const;

 private:
  struct Table {
    explicit Table(std::size_t size);

    std::size_t home(std::uint64_t hash) const { return hash >> shift; }
    std::size_t behind(std::size_t place) const { return (place + 1) & (slots.size() - 1); }
    std::uint32_t tag(std::uint64_t hash) const { return static_cast<std::uint32_t>(hash) & ~id_mask; }
    std::size_t most() const { return slots.size() / 4 * 3; }
    void put(std::uint64_t hash, std::uint32_t id);

    std::vector<std::atomic<std::uint32_t>> slots;  // id + 1 and a tag; zero is empty
    unsigned shift;
    std::uint32_t id_mask;  // of a slot
  };

  void publish(std::unique_ptr<Table> table);

  // To add an id changes none of these: whoever looks up keeps them in its cache.
  std::vector<std::unique_ptr<Table>> tables_;  // each twice as large as the one before it
  std::atomic<const Table*> table_ = nullptr;   // the last
};

}  // namespace pessimist::store
