#include "store/interner.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "store/hash.hpp"

namespace pessimist::store {

TEST_CASE("an interner does what a map does", "[store]") {
  CHECK(rc::check("random strings", [](const std::vector<std::string>& strings) {
    Interner interner;
    std::unordered_map<std::string, std::uint32_t> model;
    for (int round = 0; round < 2; ++round)
      for (std::string copy : strings) {
        const auto expected = model.try_emplace(copy, static_cast<std::uint32_t>(model.size())).first->second;
        RC_ASSERT(interner.intern(copy) == expected);
        std::fill(copy.begin(), copy.end(), '#');  // the interner has bytes of its own
        RC_ASSERT(interner.size() == model.size());
      }
    for (const auto& [bytes, id] : model) {
      RC_ASSERT(interner[id] == bytes);
      RC_ASSERT(interner.content_hash(id) == hash_bytes(bytes));
    }
  }));
}

TEST_CASE("strings of all sizes keep their place while others come", "[store]") {
  Interner interner;
  std::vector<std::string> strings = {""};
  for (std::size_t size = 1; size < 3'000'000; size = size * 3 / 2 + 1) {
    strings.emplace_back(size, 'x');
    strings.emplace_back(size, '\0');
  }
  for (int number = 0; number < 50'000; ++number) strings.push_back("number " + std::to_string(number));
  std::vector<const char*> places;
  for (const std::string& string : strings) places.push_back(interner[interner.intern(string)].data());
  std::size_t content = 0;
  for (std::uint32_t id = 0; id < strings.size(); ++id) {
    REQUIRE(interner[id] == strings[id]);
    REQUIRE(interner[id].data() == places[id]);
    content += strings[id].size();
  }
  CHECK(interner.bytes() > content);
  CHECK(interner.bytes() < content + strings.size() * 64 + (4U << 20));
}

TEST_CASE("a tiny interner takes a few KiB", "[store]") {
  Interner interner;
  CHECK(interner.bytes() < 1024);
  for (int number = 0; number < 10; ++number) interner.intern("state " + std::to_string(number));
  CHECK(interner.bytes() < 4096);
}

// Golden values, computed by a few lines of Python; the first is also SplitMix64's first output from seed 0.
// They may not change with the machine: content hashes decide which counterexample is printed.
TEST_CASE("the content hash is fixed", "[store]") {
  CHECK(hash_bytes("") == 0xe220a8397b1dcdaf);
  CHECK(hash_bytes("a") == 0x7171fd973fbae05c);
  CHECK(hash_bytes("pessimist") == 0xc91e9bcd809420ec);
  CHECK(hash_bytes(std::string(16, '\xff')) == 0x8eec221868b91c72);
  CHECK(hash_bytes(std::string("a\0", 2)) != hash_bytes("a"));
  CHECK(hash_bytes(std::string(8, '\0')) != hash_bytes(std::string(16, '\0')));
}

TEST_CASE("threads that intern the same strings get the same ids", "[store][threads]") {
  constexpr unsigned threads = 4;
  constexpr std::uint32_t strings = 500;
  for (int round = 0; round < 20; ++round) {
    Interner interner;
    std::vector<std::vector<std::uint32_t>> ids(threads);
    std::atomic<unsigned> ready = 0;
    std::atomic<unsigned> unequal = 0;
    std::atomic<unsigned> uncounted = 0;
    std::vector<std::thread> workers;
    for (unsigned worker = 0; worker < threads; ++worker)
      workers.emplace_back([&, worker] {
        ++ready;
        while (ready.load() != threads) std::this_thread::yield();
        for (std::uint32_t number = 0; number < strings; ++number) {
          const std::string bytes = "a string of some length " + std::to_string(number);
          ids[worker].push_back(interner.intern(bytes));
          uncounted += interner.size() <= ids[worker].back();
          unequal += interner[ids[worker].back()] != bytes;  // read without a lock while others intern
        }
      });
    for (std::thread& worker : workers) worker.join();
    REQUIRE(unequal == 0);
    REQUIRE(uncounted == 0);
    REQUIRE(interner.size() == strings);
    for (unsigned worker = 1; worker < threads; ++worker) REQUIRE(ids[worker] == ids[0]);
  }
}

}  // namespace pessimist::store
