#include "reductions/packet_sets.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "store/hash.hpp"

namespace pessimist::reductions {

std::size_t PacketSets::Hash::operator()(const Words& words) const {
  std::uint64_t hash = words.size();
  for (const std::uint64_t word : words) hash = store::mix(hash + word);
  return hash;
}

PacketSets::Id PacketSets::name(Words words) {
  while (!words.empty() && words.back() == 0) words.pop_back();
  const auto [known, is_new] = names_.try_emplace(std::move(words), static_cast<Id>(sets_.size()));
  if (is_new) {
    sets_.push_back(&known->first);
    bytes_ += sizeof(Words) + known->first.size() * sizeof(std::uint64_t) + 48;
  }
  return known->second;
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
  if (const auto found = known.find(key); found != known.end()) return found->second;
  Words words = *sets_[one];
  const Words& others = *sets_[other];
  words.resize(std::max(words.size(), others.size()), 0);
  for (std::size_t word = 0; word < words.size(); ++word)
    words[word] = combine(words[word], word < others.size() ? others[word] : 0);
  const Id result = name(std::move(words));
  known.emplace(key, result);
  bytes_ += 2 * sizeof(Pairs::value_type);
  return result;
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
