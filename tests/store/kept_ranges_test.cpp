#include "store/kept_ranges.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "store/entry_set.hpp"
#include "store/virtual_array.hpp"

namespace pessimist::store {

TEST_CASE("what was used a little is used again, and is zero again", "[store]") {
  constexpr std::size_t elements = (std::size_t{1} << 20) + 12'345;  // a size that no other has
  VirtualArray<std::uint64_t> first(elements);
  std::uint64_t* const place = first.data();
  for (std::size_t at = 0; at < 1000; ++at) first[at] = ~std::uint64_t{0};
  first.retire(1000);
  CHECK(first.reserved() == 0);
  CHECK(first.data() == nullptr);

  VirtualArray<std::uint64_t> second(elements);
  CHECK(second.data() == place);
  for (std::size_t at = 0; at < 1024; ++at) CHECK(second[at] == 0);
  VirtualArray<std::uint64_t> third(elements);
  CHECK(third.data() != place);
}

TEST_CASE("a small array that goes leaves zeros behind", "[store]") {
  constexpr std::size_t elements = 12'347;
  const std::uint32_t* place = nullptr;
  {
    VirtualArray<std::uint32_t> array(elements);
    place = array.data();
    for (std::size_t at = 0; at < elements; ++at) array[at] = 7;
  }
  VirtualArray<std::uint32_t> next(elements);
  CHECK(next.data() == place);
  for (std::size_t at = 0; at < elements; ++at) REQUIRE(next[at] == 0);
}

TEST_CASE("what was used a lot is not kept", "[store]") {
  constexpr std::size_t elements = (std::size_t{1} << 20) + 12'349;
  VirtualArray<std::uint64_t> array(elements);
  array.retire(elements);
  CHECK(kept_ranges().take(elements * sizeof(std::uint64_t)) == nullptr);
}

TEST_CASE("so many ranges are kept, the last first, by their sizes", "[store]") {
  KeptRanges ranges;
  CHECK(ranges.take(4096) == nullptr);
  CHECK_FALSE(ranges.unmap());
  std::array<std::byte, 3> memory{};
  CHECK(ranges.keep(&memory[0], 4096));
  CHECK(ranges.keep(&memory[1], 8192));
  CHECK(ranges.keep(&memory[2], 4096));
  CHECK(ranges.take(4096) == &memory[2]);
  CHECK(ranges.take(4096) == &memory[0]);
  CHECK(ranges.take(4096) == nullptr);
  CHECK(ranges.take(8192) == &memory[1]);

  std::size_t kept = 0;
  while (ranges.keep(&memory[0], 4096)) REQUIRE(++kept < 1000);
  CHECK(kept == 64);
  CHECK(ranges.take(4096) != nullptr);
  CHECK(ranges.keep(&memory[0], 4096));
}

TEST_CASE("a set that follows another of its size begins empty", "[store]") {
  const EntrySet::Sizes sizes{.most_entries = 1'000'003, .first_slots = 64, .chunk = 16};
  const auto fill = [&] {
    EntrySet set(sizes, 3);
    CHECK(set.size() == 0);
    for (std::uint64_t entry = 0; entry < 3000; ++entry) {
      auto& writer = set.writer(static_cast<unsigned>(entry % 3));
      auto result = set.insert(entry, EntrySet::hash(entry), writer).result;
      if (result == EntrySet::Result::full) {
        set.grow();
        result = set.insert(entry, EntrySet::hash(entry), writer).result;
      }
      REQUIRE(result == EntrySet::Result::inserted);
    }
  };
  for (int time = 0; time < 3; ++time) fill();
}

}  // namespace pessimist::store
