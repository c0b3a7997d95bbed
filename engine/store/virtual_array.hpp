#pragma once

#include <cstddef>
#include <limits>
#include <new>
#include <type_traits>
#include <utility>

namespace pessimist::store {

/// A stretch of reserved address space. Reading an untouched page gives zeros; writing it takes memory.
class AddressRange {
 public:
  explicit AddressRange(std::size_t bytes);  // std::bad_alloc when the address space is not to be had
  ~AddressRange();
  AddressRange(AddressRange&& other) noexcept
      : begin_(std::exchange(other.begin_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
  AddressRange& operator=(AddressRange&& other) noexcept {
    std::swap(begin_, other.begin_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }

  void* begin() const { return begin_; }
  std::size_t bytes() const { return bytes_; }
  void use_huge_pages_beyond(std::size_t bytes);
  void make_huge(std::size_t bytes);
  /// Gives it up, knowing that nothing was written behind the first `used` bytes. If that is little, it is cleared and kept
  /// for the next that is made of the same size: mapping memory and giving it back would cost more.
  void retire(std::size_t used) noexcept;

 private:
  void* begin_ = nullptr;
  std::size_t bytes_ = 0;
};

/// A contiguous array, zero at first, whose address never moves: room for all elements is reserved as
/// addresses, and a page takes memory only when it is first written. So its bound may be generous.
template <class T>
class VirtualArray {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>,
                "the elements are never constructed: they are the zero bytes of a fresh page");

 public:
  explicit VirtualArray(std::size_t elements) : range_(bytes_for(elements)), reserved_(elements) {}
  VirtualArray(VirtualArray&& other) noexcept
      : range_(std::move(other.range_)), reserved_(std::exchange(other.reserved_, 0)) {}
  VirtualArray& operator=(VirtualArray&& other) noexcept {
    range_ = std::move(other.range_);
    std::swap(reserved_, other.reserved_);
    return *this;
  }

  T* data() { return static_cast<T*>(range_.begin()); }
  const T* data() const { return static_cast<const T*>(range_.begin()); }
  T& operator[](std::size_t place) { return data()[place]; }
  const T& operator[](std::size_t place) const { return data()[place]; }
  std::size_t reserved() const { return reserved_; }

  /// Gives the array up, knowing that nothing was written behind the first `used` elements.
  void retire(std::size_t used) noexcept {
    range_.retire(used * sizeof(T));
    reserved_ = 0;
  }
  /// Asks for huge pages, except in the first `bytes`: there they would make a tiny array large.
  void use_huge_pages_beyond(std::size_t bytes) { range_.use_huge_pages_beyond(bytes); }
  /// Puts the first `bytes` on huge pages after all.
  void make_huge(std::size_t bytes) { range_.make_huge(bytes); }

 private:
  static std::size_t bytes_for(std::size_t elements) {
    if (elements > std::numeric_limits<std::size_t>::max() / sizeof(T)) throw std::bad_alloc();
    return elements * sizeof(T);
  }

  AddressRange range_;
  std::size_t reserved_;
};

}  // namespace pessimist::store
