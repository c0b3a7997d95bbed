#include "store/virtual_array.hpp"

#include <cstdint>
#include <limits>
#include <map>
#include <new>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <sys/mman.h>
#include <unistd.h>

namespace pessimist::store {
namespace {

template <class T>
std::size_t resident_pages(VirtualArray<T>& array) {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  std::vector<unsigned char> present((array.reserved() * sizeof(T) + page - 1) / page);
  REQUIRE(mincore(array.data(), array.reserved() * sizeof(T), present.data()) == 0);
  std::size_t pages = 0;
  for (const unsigned char flag : present) pages += flag & 1U;
  return pages;
}

}  // namespace

TEST_CASE("a virtual array is zero where nothing was written", "[store]") {
  CHECK(rc::check("random writes", [](const std::vector<std::pair<std::uint32_t, std::uint64_t>>& writes) {
    constexpr std::size_t elements = 1U << 22;
    VirtualArray<std::uint64_t> array(elements);
    array.use_huge_pages_beyond(0);
    const std::uint64_t* const place = array.data();
    std::map<std::size_t, std::uint64_t> model = {{0, 0}, {elements - 1, 0}, {elements / 2, 0}};
    for (const auto& [at, value] : writes) model[at % elements] = array[at % elements] = value;
    for (const auto& [at, value] : model) RC_ASSERT(array[at] == value);
    RC_ASSERT(array.data() == place);
    RC_ASSERT(array.reserved() == elements);
  }));
}

TEST_CASE("reserving takes no memory, and a tiny use of a large array takes a page", "[store]") {
  VirtualArray<std::uint64_t> array(std::size_t{1} << 26);
  array.use_huge_pages_beyond(std::size_t{4} << 20);
  CHECK(resident_pages(array) == 0);
  array[0] = 1;
  array[100] = 1;
  CHECK(resident_pages(array) == 1);
}

TEST_CASE("more address space than there is: bad_alloc", "[store]") {
  CHECK_THROWS_AS(VirtualArray<std::uint64_t>(std::size_t{1} << 58), std::bad_alloc);
  CHECK_THROWS_AS(VirtualArray<std::uint64_t>(std::numeric_limits<std::size_t>::max() / 2), std::bad_alloc);
}

TEST_CASE("a virtual array may be empty, and may be moved without moving its elements", "[store]") {
  VirtualArray<int> empty(0);
  empty.use_huge_pages_beyond(0);
  CHECK(empty.reserved() == 0);

  VirtualArray<int> first(10);
  const int* const place = first.data();
  first[3] = 7;
  VirtualArray<int> second(std::move(first));
  VirtualArray<int> third(5);
  third = std::move(second);
  CHECK(third.data() == place);
  CHECK(third.reserved() == 10);
  CHECK(third[3] == 7);
}

}  // namespace pessimist::store
