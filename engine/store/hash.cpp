#include "store/hash.hpp"

#include <cstddef>

namespace pessimist::store {
namespace {

/// Up to eight bytes as a little-endian number, whatever the machine's order. Compilers make one load of the
/// full case.
std::uint64_t little_endian(const char* bytes, std::size_t count) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < count; ++i)
    word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  return word;
}

}  // namespace

// A chain of bijections: two strings of one length that differ in a single word never collide. The length
// comes in first, so that the zeros that pad the last word are not mistaken for content.
std::uint64_t hash_bytes(std::string_view bytes) {
  std::uint64_t hash = mix((bytes.size() + 1) * golden_ratio);
  for (; bytes.size() >= 8; bytes.remove_prefix(8))
    hash = mix((hash ^ little_endian(bytes.data(), 8)) + golden_ratio);
  if (!bytes.empty()) hash = mix((hash ^ little_endian(bytes.data(), bytes.size())) + golden_ratio);
  return hash;
}

}  // namespace pessimist::store
