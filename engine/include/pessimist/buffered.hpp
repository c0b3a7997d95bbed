#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "pessimist/durable.hpp"

namespace pessimist {

/// The order in which a disk does the writes that were not synced yet: of `ordered` a crash that loses writes keeps any first part,
/// of `reordering` any of the writes to each field. A role says `static constexpr DiskOrder disk = DiskOrder::reordering;`.
enum class DiskOrder : std::uint8_t { ordered, reordering };

template <class T>
class Buffered;

template <class T>
inline constexpr bool is_buffered = false;
template <class T>
inline constexpr bool is_buffered<Buffered<T>> = true;
/// It survives a crash, at least one that loses no writes.
template <class T>
inline constexpr bool is_durable<Buffered<T>> = true;

namespace detail {

/// The number that the next write to a buffered field gets, in the handler that runs in this thread.
inline constinit thread_local std::uint32_t next_write = 0;

/// A write that was not synced: its place among all those of the node, and what stood there before.
template <class T>
struct UnsyncedWrite {
  std::uint32_t number = 0;
  T before;
};

struct BufferedAccess;

}  // namespace detail

/// A field of a role that is on disk once `context.sync()` was called. Until then a crash of the process leaves it as it
/// is, and one of the machine (the fault lost_writes) may leave what stood there before. Reads and is written like a
/// Durable<T>.
template <class T>
class Buffered {
 public:
  using Value = T;

  Buffered() requires std::default_initializable<T> : value_() {}
  Buffered(T value) : value_(std::move(value)) {}  // NOLINT: `Buffered<int> term = 0;` reads as it should

  Buffered(const Buffered&) = default;
  Buffered(Buffered&&) noexcept(std::is_nothrow_move_constructible_v<T>) = default;
  Buffered& operator=(const Buffered& other) {
    write() = other.value_;
    return *this;
  }
  Buffered& operator=(Buffered&& other) {  // NOLINT: see Durable
    write() = std::move(other.value_);
    return *this;
  }
  ~Buffered() = default;

  Buffered& operator=(T value) {
    write() = std::move(value);
    return *this;
  }

  operator const T&() const { return value_; }  // NOLINT: reads like the value it holds
  const T& operator*() const { return value_; }
  const T* operator->() const { return &value_; }
  /// The value, to be changed in place: `log.write().push_back(entry)`.
  T& write() {
    detail::announce_write();
    unsynced_.push_back({detail::next_write++, value_});
    return value_;
  }

  friend bool operator==(const Buffered& left, const Buffered& right) { return left.value_ == right.value_; }
  friend bool operator==(const Buffered& buffered, const T& value) { return buffered.value_ == value; }

 private:
  friend detail::BufferedAccess;

  T value_;
  std::vector<detail::UnsyncedWrite<T>> unsynced_;  ///< in the order of writing
};

/// With what the value compares with, as of a Durable<T>.
template <class T, class U>
requires(!is_durable<U>) && (!std::is_same_v<T, U>)&&requires(const T& value, const U& other) {
  { value == other } -> std::convertible_to<bool>;
}
bool operator==(const Buffered<T>& buffered, const U& other) { return detail::equal(*buffered, other); }

namespace detail {

/// For the codec, and for what a crash makes of a disk (disk.hpp).
struct BufferedAccess {
  template <class T>
  static T& value(Buffered<T>& buffered) {
    return buffered.value_;
  }
  template <class T>
  static std::vector<UnsyncedWrite<T>>& unsynced(Buffered<T>& buffered) {
    return buffered.unsynced_;
  }
  template <class T>
  static const std::vector<UnsyncedWrite<T>>& unsynced(const Buffered<T>& buffered) {
    return buffered.unsynced_;
  }
  template <class T>
  static Buffered<T> make(T value, std::vector<UnsyncedWrite<T>> unsynced) {
    Buffered<T> buffered(std::move(value));
    buffered.unsynced_ = std::move(unsynced);
    return buffered;
  }
};

}  // namespace detail
}  // namespace pessimist
