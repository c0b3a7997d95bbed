#include "store/shared_memo.hpp"

#include <atomic>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include "store/hash.hpp"
#include "store/renewable.hpp"

namespace pessimist::store {

namespace {

using Memo = SharedMemo<std::uint64_t, std::string, WordHash>;

}  // namespace

TEST_CASE("a thing is found out once", "[store]") {
  Memo memo;
  unsigned asked = 0;
  std::vector<const std::string*> places;
  for (int round = 0; round < 2; ++round) {
    for (std::uint64_t key = 0; key < 10'000; ++key) {
      const std::string& value = memo.at(key, [&] {
        ++asked;
        return std::to_string(key);
      });
      REQUIRE(value == std::to_string(key));
      if (round == 0) places.push_back(&value);
      REQUIRE(places[key] == &value);
    }
  }
  CHECK(asked == 10'000);
  CHECK(memo.size() == 10'000);
  std::map<std::uint64_t, std::string> all;
  memo.for_each([&](std::uint64_t key, const std::string& value) { all.emplace(key, value); });
  CHECK(all.size() == 10'000);
  CHECK(all[77] == "77");
}

TEST_CASE("what could not be found out is asked for again", "[store]") {
  Memo memo;
  CHECK_THROWS_AS(memo.at(7, []() -> std::string { throw std::runtime_error("no room"); }),
                  std::runtime_error);
  CHECK(memo.size() == 0);
  CHECK(memo.at(7, [] { return std::string("seven"); }) == "seven");
}

TEST_CASE("threads that ask for the same get the same", "[store][threads]") {
  constexpr unsigned threads = 4;
  constexpr std::uint64_t keys = 20'000;
  Memo memo;
  std::atomic<unsigned> wrong = 0;
  std::vector<std::vector<const std::string*>> places(threads);
  std::vector<std::thread> workers;
  for (unsigned worker = 0; worker < threads; ++worker) {
    workers.emplace_back([&, worker] {
      for (std::uint64_t key = 0; key < keys; ++key) {
        const std::string& value = memo.at(key, [&] { return std::to_string(key); });
        wrong += value != std::to_string(key);
        places[worker].push_back(&value);
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  CHECK(wrong == 0);
  CHECK(memo.size() == keys);
  for (const auto& others : places) CHECK(others == places[0]);
}

namespace {

struct Jar {
  bool is_full() const { return drops >= 100; }
  std::atomic<int> drops = 0;
};

}  // namespace

TEST_CASE("workers go over to a new one together, and the old one lives while it is held", "[store]") {
  Renewable<Jar> jars;
  auto one = jars.hold();
  auto other = jars.hold();
  CHECK(one == other);
  CHECK_FALSE(jars.renew(one));
  one->drops = 100;
  const std::weak_ptr<Jar> old = one;
  CHECK(jars.renew(one));
  CHECK(one->drops == 0);
  CHECK(old.lock() == other);
  CHECK_FALSE(jars.renew(one));
  CHECK(jars.renew(other));
  CHECK(one == other);
  CHECK(old.expired());
  CHECK(jars.hold() == one);
}

}  // namespace pessimist::store
