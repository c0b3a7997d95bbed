#include "store/id_index.hpp"

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "store/hash.hpp"

namespace pessimist::store {

namespace {

void add(IdIndex& index, const std::vector<std::uint64_t>& hashes, std::uint32_t id) {
  index.make_room(id, [&](std::uint32_t known) { return hashes[known]; });
  index.add(hashes[id], id);
}

}  // namespace

TEST_CASE("an index finds each id by its hash, also where hashes agree", "[store]") {
  CHECK(rc::check("random hashes", [](const std::vector<std::uint64_t>& random, std::uint8_t bits) {
    IdIndex index;
    std::vector<std::uint64_t> hashes;
    for (std::uint64_t number = 0; number < 20; ++number) {
      // Hashes that agree in their high bits, in their low ones, or in all.
      for (const std::uint64_t word : random) hashes.push_back((word << (bits % 64)) ^ (number % 3));
    }
    for (std::uint32_t id = 0; id < hashes.size(); ++id) {
      RC_ASSERT(!index.find(hashes[id], [&](std::uint32_t found) { return found >= id; }));
      add(index, hashes, id);
    }
    for (std::uint32_t id = 0; id < hashes.size(); ++id)
      RC_ASSERT(index.find(hashes[id], [&](std::uint32_t found) { return found == id; }) == id);
  }));
}

TEST_CASE("ids are found without a lock while others are added", "[store][threads]") {
  constexpr std::uint32_t ids = 50'000;
  std::vector<std::uint64_t> hashes;
  for (std::uint32_t id = 0; id < ids; ++id) hashes.push_back(mix(id));
  IdIndex index;
  std::atomic<std::uint32_t> added = 0;
  std::atomic<unsigned> missed = 0;
  std::thread reader([&] {
    std::uint32_t known = 0;
    while ((known = added.load(std::memory_order_acquire)) < ids) {
      for (std::uint32_t id = known / 2; id < known; id += 97) {
        if (index.find(hashes[id], [&](std::uint32_t found) { return found == id; }) != id) ++missed;
      }
    }
  });
  for (std::uint32_t id = 0; id < ids; ++id) {
    add(index, hashes, id);
    added.store(id + 1, std::memory_order_release);
  }
  reader.join();
  CHECK(missed == 0);
}

TEST_CASE("an index takes a few bytes an id", "[store]") {
  IdIndex index;
  CHECK(index.bytes() < 128);
  std::vector<std::uint64_t> hashes;
  for (std::uint32_t id = 0; id < 100'000; ++id) {
    hashes.push_back(mix(id));
    add(index, hashes, id);
  }
  CHECK(index.bytes() < 22 * hashes.size());
}

}  // namespace pessimist::store
