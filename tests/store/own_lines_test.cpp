#include "store/own_lines.hpp"

#include <cstdint>
#include <set>
#include <vector>

#include <catch2/catch.hpp>

namespace pessimist::store {
namespace {

TEST_CASE("no two arrays of own lines share a cache line", "[store]") {
  std::vector<OwnLines<std::uint16_t>> arrays;
  for (std::size_t size = 1; size < 70; ++size) arrays.emplace_back(size, std::uint16_t{7});
  std::set<std::uintptr_t> lines;
  std::size_t expected = 0;
  for (const auto& array : arrays) {
    std::set<std::uintptr_t> own;
    for (const std::uint16_t& value : array) own.insert(reinterpret_cast<std::uintptr_t>(&value) / 64);
    CHECK(own.size() == (array.size() * 2 + 63) / 64);
    expected += own.size();
    lines.merge(own);
  }
  CHECK(lines.size() == expected);
}

}  // namespace
}  // namespace pessimist::store
