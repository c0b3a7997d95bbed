#include "store/virtual_array.hpp"

#include <cstdint>

#include <sys/mman.h>

namespace pessimist::store {
namespace {

constexpr std::size_t huge_page_bytes = std::size_t{2} << 20;

}  // namespace

AddressRange::AddressRange(std::size_t bytes) : bytes_(bytes) {
  if (bytes == 0) return;  // mmap refuses an empty range
  void* begin =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (begin == MAP_FAILED) throw std::bad_alloc();
  begin_ = begin;
}

AddressRange::~AddressRange() {
  if (begin_ != nullptr) munmap(begin_, bytes_);
}

void AddressRange::use_huge_pages_beyond(std::size_t bytes) {
  const auto begin = reinterpret_cast<std::uintptr_t>(begin_);
  const std::uintptr_t end = begin + bytes_;
  if (bytes >= bytes_) return;
  const std::uintptr_t first = (begin + bytes + huge_page_bytes - 1) / huge_page_bytes * huge_page_bytes;
  // Advice only: a kernel without huge pages refuses it, and nothing but speed is lost.
  if (first < end) madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
}

}  // namespace pessimist::store
