#include "reductions/packet_sets.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

#include "store/bytes_of_entry.hpp"

namespace pessimist::reductions {

namespace {

constexpr std::uint32_t word_bits = 64;

bool has(std::uint64_t word, std::uint32_t number) { return (word >> (number % word_bits) & 1) != 0; }

}  // namespace

bool PacketSets::contains(Set set, std::uint32_t number) const {
  if (are_bits(set)) return number < word_bits && has(set, number);
  const std::string_view bytes = bytes_of(set);
  const std::size_t at = number / word_bits * sizeof(std::uint64_t);
  if (at >= bytes.size()) return false;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes.data() + at, sizeof(word));
  return has(word, number);
}

PacketSets::Words PacketSets::words(Set set) const {
  if (are_bits(set)) return {set};
  const std::string_view bytes = bytes_of(set);
  Words words(bytes.size() / sizeof(std::uint64_t));
  std::memcpy(words.data(), bytes.data(), bytes.size());
  return words;
}

PacketSets::Set PacketSets::set(Words words) {
  while (!words.empty() && words.back() == 0) words.pop_back();
  if (words.empty()) return 0;
  if (words.size() == 1 && are_bits(words[0])) return words[0];
  const std::string_view bytes(reinterpret_cast<const char*>(words.data()),
                               words.size() * sizeof(std::uint64_t));
  const std::size_t known = names_.size();
  const std::uint32_t name = names_.intern(bytes);
  if (name >= known) bytes_.fetch_add(bytes.size() + store::bytes_of_entry, std::memory_order_relaxed);
  return named | name;
}

PacketSets::Set PacketSets::of(const std::vector<std::uint32_t>& numbers) {
  Words words;
  for (const std::uint32_t number : numbers) {
    if (words.size() <= number / word_bits) words.resize(number / word_bits + 1, 0);
    words[number / word_bits] |= std::uint64_t{1} << (number % word_bits);
  }
  return set(std::move(words));
}

template <class Combine>
PacketSets::Set PacketSets::combined(Pairs& known, Set one, Set other, Combine combine) {
  return known.at({std::min(one, other), std::max(one, other)}, [&] {
    bytes_.fetch_add(store::bytes_of_entry, std::memory_order_relaxed);
    Words words = this->words(one);
    const Words others = this->words(other);
    words.resize(std::max(words.size(), others.size()), 0);
    for (std::size_t word = 0; word < words.size(); ++word)
      words[word] = combine(words[word], word < others.size() ? others[word] : 0);
    return set(std::move(words));
  });
}

PacketSets::Set PacketSets::united_by_name(Set one, Set other) {
  return combined(united_, one, other, std::bit_or<>());
}

PacketSets::Set PacketSets::common_by_name(Set one, Set other) {
  return combined(common_, one, other, std::bit_and<>());
}

}  // namespace pessimist::reductions
