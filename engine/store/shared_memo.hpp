#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "store/id_index.hpp"
#include "store/segments.hpp"

namespace pessimist::store {

/// What several workers find out, each thing by one of them. Any thread, any time: what is known is looked up without a lock,
/// and stays where it is for as long as the memo lives. `Hash` gives 64 bits of which each is as good as the others.
template <class Key, class Value, class Hash>
class SharedMemo {
 public:
  SharedMemo() = default;
  SharedMemo(const SharedMemo&) = delete;
  SharedMemo& operator=(const SharedMemo&) = delete;

  /// The key's value; find_out(), which may throw, says what it is where nobody knows. It runs outside of the lock, so two
  /// may find out the same: then the first one's answer stays.
  template <class FindOut>
  const Value& at(const Key& key, FindOut find_out) {
    const std::uint64_t hash = Hash{}(key);
    if (const Value* known = find(key, hash)) return *known;
    Value value = find_out();
    const std::lock_guard lock(mutex_);
    if (const Value* known = find(key, hash)) return *known;
    const std::uint32_t number = size_.load(std::memory_order_relaxed);
    if (number == std::numeric_limits<std::uint32_t>::max())
      throw std::length_error("SharedMemo: more than 2^32 - 1 values");
    index_.make_room(number, [this](std::uint32_t known) { return Hash{}(entries_[known].key); });
    entries_.make_room(number);
    entries_[number] = {key, std::move(value)};
    size_.store(number + 1, std::memory_order_release);
    index_.add(hash, number);
    return entries_[number].value;
  }

  std::size_t size() const { return size_.load(std::memory_order_acquire); }

  /// Calls visit(key, value) for all that were known at the call.
  template <class Visit>
  void for_each(Visit visit) const {
    const auto size = static_cast<std::uint32_t>(this->size());
    for (std::uint32_t number = 0; number < size; ++number)
      visit(entries_[number].key, entries_[number].value);
  }

 private:
  struct Entry {
    Key key;
    Value value;
  };

  const Value* find(const Key& key, std::uint64_t hash) const {
    const auto number = index_.find(hash, [&](std::uint32_t known) { return entries_[known].key == key; });
    return number ? &entries_[*number].value : nullptr;
  }

  IdIndex index_;
  Segments<Entry> entries_;
  // What each new value changes, in a cache line of its own: those who look up known ones read what is before it.
  alignas(64) std::mutex mutex_;
  std::atomic<std::uint32_t> size_ = 0;
};

}  // namespace pessimist::store
