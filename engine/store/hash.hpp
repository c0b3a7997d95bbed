#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pessimist::store {

/// The odd number next to 2^64 divided by the golden ratio: its multiples are spread evenly (Knuth, TAOCP 3, section 6.4).
inline constexpr std::uint64_t golden_ratio = 0x9e3779b97f4a7c15;

/// A bijection of 64-bit words in which every bit of the input moves every bit of the output with a chance of
/// about one half. It is the finaliser of SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom
/// Number Generators", OOPSLA 2014), with the constants that David Stafford found ("Mix13").
constexpr std::uint64_t mix(std::uint64_t word) {
  word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9;
  word = (word ^ (word >> 27)) * 0x94d049bb133111eb;
  return word ^ (word >> 31);
}

/// For tables that stay within a run: quicker than mix(), and no bijection. Both halves of the product by the golden ratio.
struct WordHash {
  std::size_t operator()(std::uint64_t word) const {
    __extension__ using Product = unsigned __int128;
    const Product product = Product{word} * golden_ratio;
    return static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product);
  }
};

/// A hash of the bytes that is the same on every run and machine. It is no defence against an adversary.
std::uint64_t hash_bytes(std::string_view bytes);

}  // namespace pessimist::store
