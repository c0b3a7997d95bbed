#include "store/virtual_array.hpp"

#include <cstdint>
#include <cstring>

#include <linux/mman.h>
#include <sys/mman.h>

#include "store/kept_ranges.hpp"

namespace pessimist::store {
namespace {

constexpr std::size_t huge_page_bytes = std::size_t{2} << 20;
constexpr std::size_t most_bytes_cleared = std::size_t{256} << 10;

/// Null when the address space is not to be had.
void* map(std::size_t bytes) {
  void* const begin =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return begin == MAP_FAILED ? nullptr : begin;
}

}  // namespace

AddressRange::AddressRange(std::size_t bytes) : bytes_(bytes) {
  if (bytes == 0) return;  // mmap refuses an empty range
  begin_ = kept_ranges().take(bytes);
  if (begin_ == nullptr) begin_ = map(bytes);
  if (begin_ == nullptr && kept_ranges().unmap()) begin_ = map(bytes);
  if (begin_ == nullptr) throw std::bad_alloc();
}

AddressRange::~AddressRange() { retire(bytes_); }

void AddressRange::retire(std::size_t used) noexcept {
  void* const begin = std::exchange(begin_, nullptr);
  const std::size_t bytes = std::exchange(bytes_, 0);
  if (begin == nullptr) return;
  if (used <= most_bytes_cleared) {
    std::memset(begin, 0, used);
    if (kept_ranges().keep(begin, bytes)) return;
  }
  munmap(begin, bytes);
}

void AddressRange::use_huge_pages_beyond(std::size_t bytes) {
  const auto begin = reinterpret_cast<std::uintptr_t>(begin_);
  const std::uintptr_t end = begin + bytes_;
  if (bytes >= bytes_) return;
  const std::uintptr_t first = (begin + bytes + huge_page_bytes - 1) / huge_page_bytes * huge_page_bytes;
  // Advice only: a kernel without huge pages refuses it, and nothing but speed is lost.
  if (first < end) madvise(static_cast<std::byte*>(begin_) + (first - begin), end - first, MADV_HUGEPAGE);
}

void AddressRange::make_huge([[maybe_unused]] std::size_t bytes) {
#ifdef MADV_COLLAPSE  // Linux 6.1
  madvise(begin_, bytes, MADV_COLLAPSE);
#endif
}

}  // namespace pessimist::store
