#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace pessimist::store {

/// Gives whole cache lines, so that what one worker writes lies in none with what another does: small pieces of memory that
/// one thread allocates for several lie side by side else.
template <class T>
struct LineAllocator {
  using value_type = T;

  LineAllocator() = default;
  template <class Other>
  LineAllocator(const LineAllocator<Other>&) {}

  T* allocate(std::size_t count) {
    const std::size_t bytes = (count * sizeof(T) + line - 1) / line * line;  // NOLINT: of pointers, too
    return static_cast<T*>(::operator new (bytes, std::align_val_t{line}));
  }
  void deallocate(T* values, std::size_t) { ::operator delete (values, std::align_val_t{line}); }

  friend bool operator==(const LineAllocator&, const LineAllocator&) { return true; }

 private:
  static constexpr std::size_t line = 64;
};

template <class T>
using OwnLines = std::vector<T, LineAllocator<T>>;

}  // namespace pessimist::store
