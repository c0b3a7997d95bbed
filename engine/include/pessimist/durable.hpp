#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

namespace pessimist {

template <class T>
class Durable;

namespace detail {

/// Is told before a durable field is written.
class WriteObserver {
 public:
  virtual void before_write() = 0;

 protected:
  ~WriteObserver() = default;
};

/// Of the handler that runs in this thread; null where nobody wants to know.
inline constinit thread_local WriteObserver* write_observer = nullptr;

constexpr void announce_write() {
  if (!std::is_constant_evaluated() && write_observer != nullptr) write_observer->before_write();
}

template <class T, class U>
constexpr bool equal(const T& value, const U& other) {
  if constexpr (std::is_integral_v<T> && std::is_integral_v<U> && sizeof(T) >= 4 && sizeof(U) >= 4) {
    return std::cmp_equal(value, other);  // `Durable<unsigned> == 0` is no reason for a warning
  } else {
    return value == other;
  }
}

}  // namespace detail

template <class T>
inline constexpr bool is_durable = false;
template <class T>
inline constexpr bool is_durable<Durable<T>> = true;

/// A field of a role that survives a crash: on disk when the assignment returns. Reads like the value it holds; is
/// written by assignment or through `write()`. Every other field of a role is volatile and goes back to its initial
/// value when the node crashes.
template <class T>
class Durable {
 public:
  using Value = T;

  constexpr Durable() requires std::default_initializable<T> : value_() {}
  constexpr Durable(T value)
      : value_(std::move(value)) {}  // NOLINT: `Durable<int> term = 0;` reads as it should

  constexpr Durable(const Durable&) = default;
  constexpr Durable(Durable&&) noexcept(std::is_nothrow_move_constructible_v<T>) = default;
  constexpr Durable& operator=(const Durable& other) {
    detail::announce_write();
    value_ = other.value_;
    return *this;
  }
  constexpr Durable& operator=(Durable&& other) {  // NOLINT: the observer may throw
    detail::announce_write();
    value_ = std::move(other.value_);
    return *this;
  }
  constexpr ~Durable() = default;

  constexpr Durable& operator=(T value) {
    detail::announce_write();
    value_ = std::move(value);
    return *this;
  }

  constexpr operator const T&() const { return value_; }  // NOLINT: reads like the value it holds
  constexpr const T& operator*() const { return value_; }
  constexpr const T* operator->() const { return &value_; }
  /// The value, to be changed in place: `log.write().push_back(entry)`.
  constexpr T& write() {
    detail::announce_write();
    return value_;
  }

  friend constexpr bool operator==(const Durable& left, const Durable& right) {
    return left.value_ == right.value_;
  }
  /// Not a template, so that it goes before the standard library's comparisons of a std::optional with anything.
  friend constexpr bool operator==(const Durable& durable, const T& value) { return durable.value_ == value; }

 private:
  T value_;
};

/// `vote == std::nullopt`, `log.size() == 3u`: with what the value compares with, and unambiguously so.
template <class T, class U>
requires(!is_durable<U>) && (!std::is_same_v<T, U>)&&requires(const T& value, const U& other) {
  { value == other } -> std::convertible_to<bool>;
}
constexpr bool operator==(const Durable<T>& durable, const U& other) {
  return detail::equal(*durable, other);
}

}  // namespace pessimist
