// Sets as words of bits or under names are one kind of set: what they hold, and when they are equal, is as of std::set.

#include "reductions/packet_sets.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

namespace pessimist::reductions {

namespace {

using Numbers = std::set<std::uint32_t>;

constexpr std::uint32_t beyond = 200;  // so that names are of several words

/// Small enough for a word of bits, just not, and far from it.
Numbers some_numbers() {
  const auto end = *rc::gen::element<std::uint32_t>(3, 62, 63, 64, 65, 128, beyond);
  return *rc::gen::container<Numbers>(rc::gen::inRange<std::uint32_t>(0, end));
}

PacketSets::Set set_of(PacketSets& sets, const Numbers& numbers) {
  std::vector<std::uint32_t> in_another_order(numbers.rbegin(), numbers.rend());
  return sets.of(in_another_order);
}

Numbers numbers_of(const PacketSets& sets, PacketSets::Set set) {
  Numbers numbers;
  for (std::uint32_t number = 0; number < beyond + 64; ++number) {
    if (sets.contains(set, number)) numbers.insert(number);
  }
  return numbers;
}

}  // namespace

TEST_CASE("sets of packets are sets of numbers", "[stubborn]") {
  rc::prop("they hold what they are made of, and so do unions and intersections", [] {
    PacketSets sets;
    const Numbers one = some_numbers();
    const Numbers other = some_numbers();
    const PacketSets::Set left = set_of(sets, one);
    const PacketSets::Set right = set_of(sets, other);
    Numbers united;
    Numbers common;
    std::set_union(one.begin(), one.end(), other.begin(), other.end(), std::inserter(united, united.end()));
    std::set_intersection(one.begin(), one.end(), other.begin(), other.end(),
                          std::inserter(common, common.end()));
    RC_ASSERT(numbers_of(sets, left) == one);
    RC_ASSERT((left == right) == (one == other));
    RC_ASSERT(sets.united(left, right) == set_of(sets, united));
    RC_ASSERT(sets.united(right, left) == set_of(sets, united));
    RC_ASSERT(sets.common(left, right) == set_of(sets, common));
    RC_ASSERT(sets.common(right, left) == set_of(sets, common));
    RC_ASSERT(numbers_of(sets, sets.united(left, right)) == united);
    RC_ASSERT(numbers_of(sets, sets.common(left, right)) == common);
  });
}

TEST_CASE("only the empty set of packets is zero", "[stubborn]") {
  PacketSets sets;
  CHECK(sets.of({}) == 0);
  for (const std::uint32_t number : {0U, 62U, 63U, 64U, 199U}) {
    CHECK(sets.of({number}) != 0);
    CHECK(sets.common(sets.of({number}), sets.of({number + 1})) == 0);
  }
}

}  // namespace pessimist::reductions
