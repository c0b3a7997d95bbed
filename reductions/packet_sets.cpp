#include "reductions/packet_sets.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace pessimist::reductions {

namespace {

constexpr std::size_t bytes_of_entry = 32;  // of a table, about

}  // namespace

PacketSets::Words PacketSets::words(Id set) const {
  const std::string_view bytes = names_[set];
  Words words(bytes.size() / sizeof(std::uint64_t));
  if (!words.empty()) std::memcpy(words.data(), bytes.data(), bytes.size());
  return words;
}

PacketSets::Id PacketSets::name(Words words) {
  while (!words.empty() && words.back() == 0) words.pop_back();
  const std::string_view bytes(reinterpret_cast<const char*>(words.data()),
                               words.size() * sizeof(std::uint64_t));
  const std::size_t known = names_.size();
  const Id id = names_.intern(bytes);
  if (id >= known) bytes_.fetch_add(bytes.size() + bytes_of_entry, std::memory_order_relaxed);
  return id;
}

PacketSets::Id PacketSets::of(const std::vector<std::uint32_t>& numbers) {
  Words words;
  for (const std::uint32_t number : numbers) {
    if (words.size() <= number / 64) words.resize(number / 64 + 1, 0);
    words[number / 64] |= std::uint64_t{1} << (number % 64);
  }
  return name(std::move(words));
}

template <class Combine>
PacketSets::Id PacketSets::combined(Pairs& known, Id one, Id other, Combine combine) {
  const std::uint64_t key = (std::uint64_t{std::min(one, other)} << 32) | std::max(one, other);
  return known.at(key, [&] {
    bytes_.fetch_add(bytes_of_entry, std::memory_order_relaxed);
    Words words = this->words(one);
    const Words others = this->words(other);
    words.resize(std::max(words.size(), others.size()), 0);
    for (std::size_t word = 0; word < words.size(); ++word)
      words[word] = combine(words[word], word < others.size() ? others[word] : 0);
    return name(std::move(words));
  });
}

PacketSets::Id PacketSets::united(Id one, Id other) {
  if (one == other || other == 0) return one;
  if (one == 0) return other;
  return combined(united_, one, other, std::bit_or<std::uint64_t>());
}

PacketSets::Id PacketSets::common(Id one, Id other) {
  if (one == other) return one;
  if (one == 0 || other == 0) return 0;
  return combined(common_, one, other, std::bit_and<std::uint64_t>());
}

}  // namespace pessimist::reductions
