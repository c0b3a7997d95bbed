#pragma once

#include <utility>

namespace pessimist {

/// A field of a role that a handler reads and never writes: how it was set up. A crash leaves it alone, and traces do
/// not show it.
template <class T>
class Constant {
 public:
  using Value = T;

  constexpr Constant() = default;
  constexpr Constant(T value)
      : value_(std::move(value)) {}  // NOLINT: `Constant<int> quorum = 2;` reads as it should

  constexpr Constant(const Constant&) = default;
  Constant& operator=(const Constant&) = delete;
  template <class U>
  Constant& operator=(const U&) {
    static_assert(sizeof(U) == 0,
                  "pessimist: a Constant<T> is never written: traces would not show the change");
    return *this;
  }
  ~Constant() = default;

  constexpr operator const T&() const { return value_; }  // NOLINT: reads like the value it holds
  constexpr const T& operator*() const { return value_; }
  constexpr const T* operator->() const { return &value_; }

 private:
  T value_{};
};

template <class T>
inline constexpr bool is_constant = false;
template <class T>
inline constexpr bool is_constant<Constant<T>> = true;

}  // namespace pessimist
