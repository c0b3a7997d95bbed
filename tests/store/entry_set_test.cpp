#include "store/entry_set.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <limits>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

namespace pessimist::store {
namespace {

using Result = EntrySet::Result;

/// The x for which x ^ (x >> shift) is the word.
std::uint64_t undo_shift(std::uint64_t word, unsigned shift) {
  std::uint64_t x = word;
  for (unsigned known = shift; known < 64; known += shift) x = word ^ (x >> shift);
  return x;
}

/// The inverse of an odd factor modulo 2^64, by Newton's iteration: each step doubles the number of right
/// bits.
std::uint64_t inverse(std::uint64_t odd) {
  std::uint64_t result = odd;
  for (int step = 0; step < 6; ++step) result *= 2 - odd * result;
  return result;
}

/// The entry that has this hash. With it a test is the adversary: it chooses who collides with whom.
std::uint64_t entry_with_hash(std::uint64_t hash) {
  hash = undo_shift(hash, 31) * inverse(0x94d049bb133111eb);
  hash = undo_shift(hash, 27) * inverse(0xbf58476d1ce4e5b9);
  return undo_shift(hash, 30);
}

EntrySet::Insertion insert(EntrySet& set, std::uint64_t entry, unsigned writer = 0) {
  return set.insert(entry, EntrySet::hash(entry), set.writer(writer));
}

EntrySet::Insertion insert_growing(EntrySet& set, std::uint64_t entry, unsigned writer = 0) {
  for (;;) {
    const EntrySet::Insertion insertion = insert(set, entry, writer);
    if (insertion.result != Result::full || set.log_is_full()) return insertion;
    set.grow();
  }
}

std::vector<Position> positions_in(const std::vector<EntrySet::Range>& ranges) {
  std::vector<Position> positions;
  for (const auto [begin, end] : ranges)
    for (Position position = begin; position != end; ++position) positions.push_back(position);
  return positions;
}

/// Few different entries, so that most insertions are duplicates: some that share slot and tag in any index
/// of less than 2^24 slots, some with one slot and different tags, some small numbers (0 is what an unused
/// position holds).
std::uint64_t entry_of(unsigned kind, std::uint64_t number) {
  switch (kind) {
    case 0:
      return entry_with_hash(0xabcdef0000000007 | number << 32);
    case 1:
      return entry_with_hash(~std::uint64_t{0} << 32 | number << 24);
    case 2:
      return entry_with_hash(number << 56);
    default:
      return number;
  }
}

struct Step {
  unsigned kind;
  std::uint64_t number;
  unsigned writer;
  bool growth, layer;
};

rc::Gen<Step> step(unsigned writers) {
  using rc::gen::inRange;
  return rc::gen::apply(
      [](unsigned kind, std::uint64_t number, unsigned writer, int happening) {
        return Step{kind, number, writer, happening == 1, happening == 2};
      },
      inRange(0U, 4U), inRange(std::uint64_t{0}, std::uint64_t{90}), inRange(0U, writers), inRange(0, 30));
}

/// What many threads did: by entry, how often it was inserted and where it was said to be.
struct Tally {
  unsigned insertions = 0;
  std::unordered_set<Position> positions;
};

/// Starts threads as nearly at once as can be, so that they get in each other's way.
template <class Body>
void run_threads(unsigned count, const Body& body) {
  std::atomic<unsigned> ready = 0;
  std::vector<std::thread> threads;
  for (unsigned worker = 0; worker < count; ++worker)
    threads.emplace_back([&, worker] {
      ++ready;
      while (ready.load() != count) std::this_thread::yield();
      body(worker);
    });
  for (std::thread& thread : threads) thread.join();
}

}  // namespace

TEST_CASE("the hash is a bijection, so a test can choose hashes", "[store]") {
  CHECK(rc::check("entry_with_hash",
                  [](std::uint64_t hash) { RC_ASSERT(EntrySet::hash(entry_with_hash(hash)) == hash); }));
}

TEST_CASE("an entry set does what a map does", "[store]") {
  CHECK(rc::check("random insertions, growth and layers", [] {
    const auto writers = *rc::gen::inRange(1U, 4U);
    const auto chunk = *rc::gen::inRange(1U, 9U);
    const auto first_slots = std::size_t{1} << *rc::gen::inRange(1, 8);
    const auto steps = *rc::gen::scale(8.0, rc::gen::container<std::vector<Step>>(step(writers)));

    EntrySet set({.most_entries = 100'000, .first_slots = first_slots, .chunk = chunk}, writers);
    std::unordered_map<std::uint64_t, Position> model;
    std::vector<Position> layer;
    const auto end_layer = [&] {
      std::sort(layer.begin(), layer.end());
      RC_ASSERT(positions_in(set.take_new_ranges()) == layer);
      layer.clear();
    };
    for (const Step& step : steps) {
      if (step.growth && set.bytes() < 1U << 20) set.grow();
      if (step.layer) end_layer();
      const std::uint64_t entry = entry_of(step.kind, step.number);
      const EntrySet::Insertion insertion = insert_growing(set, entry, step.writer);
      const auto [known, is_new] = model.try_emplace(entry, insertion.position);
      RC_ASSERT(insertion.result == (is_new ? Result::inserted : Result::found));
      RC_ASSERT(insertion.position == known->second);
      RC_ASSERT(set.size() == model.size());
      if (is_new) layer.push_back(insertion.position);
    }
    end_layer();
    RC_ASSERT(set.take_new_ranges().empty());
    for (const auto& [entry, position] : model) {
      RC_ASSERT(set[position] == entry);
      RC_ASSERT(insert(set, entry).result == Result::found);
    }
  }));
}

TEST_CASE("a full index refuses new entries, knows the old ones, and takes more when grown", "[store]") {
  EntrySet set({.most_entries = 1000, .first_slots = 16}, 1);
  for (std::uint64_t entry = 0; entry < 14; ++entry) REQUIRE(insert(set, entry).result == Result::inserted);
  CHECK(set.wants_growth());
  CHECK(insert(set, 99).result == Result::full);
  CHECK(insert(set, 5).result == Result::found);
  CHECK(insert(set, 5).position == 5);
  CHECK(set.size() == 14);
  CHECK_FALSE(set.log_is_full());
  set.grow();
  CHECK_FALSE(set.wants_growth());
  CHECK(insert(set, 99).result == Result::inserted);
  CHECK(set[14] == 99);
}

// The unused rest of a chunk holds zeros: were it indexed, 0 would be found where nobody inserted it.
TEST_CASE("growing does not take the holes of the log for entries", "[store]") {
  EntrySet set({.most_entries = 1000, .first_slots = 64}, 2);
  for (std::uint64_t entry = 1; entry <= 20; ++entry) insert(set, entry, entry % 2);
  set.grow();
  const EntrySet::Insertion zero = insert(set, 0);
  CHECK(zero.result == Result::inserted);
  CHECK(insert(set, 0, 1).position == zero.position);
  CHECK(positions_in(set.take_new_ranges()).size() == 21);
}

TEST_CASE("a full log says so, and one writer gets exactly what was allowed", "[store]") {
  const std::size_t most = GENERATE(0U, 1U, 13U, 1000U, 5000U);
  EntrySet set({.most_entries = most, .first_slots = 2, .chunk = 100}, 1);
  for (std::uint64_t entry = 0; entry < most; ++entry)
    REQUIRE(insert_growing(set, entry).result == Result::inserted);
  CHECK_FALSE(set.log_is_full());
  CHECK(insert_growing(set, most).result == Result::full);
  CHECK(set.log_is_full());
  CHECK_FALSE(set.wants_growth());
  CHECK(set.size() == most);
  const std::size_t bytes = set.bytes();
  set.grow();  // to no purpose
  CHECK(set.bytes() == bytes);
  if (most != 0) CHECK(insert(set, most - 1).result == Result::found);
}

TEST_CASE("the holes of some writers keep little of a small log from the others", "[store]") {
  constexpr unsigned writers = 8;
  EntrySet set({.most_entries = 1000}, writers);
  for (unsigned writer = 0; writer < writers; ++writer) insert_growing(set, writer, writer);
  std::uint64_t entry = writers;
  while (insert_growing(set, entry, 0).result == Result::inserted) ++entry;
  CHECK(set.size() > 500);
  CHECK(set.size() < 1000);
  CHECK(positions_in(set.take_new_ranges()).size() == set.size());
}

TEST_CASE("a tiny set is small, and one that may hold 2^32 - 1 entries is as well", "[store]") {
  EntrySet set({.most_entries = std::numeric_limits<Position>::max()}, 64);
  insert(set, 42);
  CHECK(set.bytes() < 8192);
}

TEST_CASE("what would break the set is refused", "[store]") {
  CHECK_THROWS_AS(EntrySet({.most_entries = 10, .first_slots = 12}, 1), std::logic_error);
  CHECK_THROWS_AS(EntrySet({.most_entries = std::size_t{1} << 32}, 1), std::logic_error);
  EntrySet set({.most_entries = 10}, 1);
  CHECK_THROWS_AS(set.insert(7, 8, set.writer(0)), std::logic_error);
}

// All threads insert the same entries in the same order. Whoever is behind finds warm caches and catches up,
// so in a long run they meet at slot after slot, also where there are fewer cores than threads.
TEST_CASE("of equal entries inserted at once one is kept with what goes with it, and nothing is lost",
          "[store][threads]") {
  constexpr unsigned threads = 4;
  constexpr unsigned chunk = 8;
  const auto [kind, entries, rounds] = GENERATE(
      table<unsigned, std::uint64_t, int>({{0, 90, 50}, {1, 90, 50}, {2, 90, 50}, {3, 100'000, 10}}));
  for (int round = 0; round < rounds; ++round) {
    EntrySet set({.most_entries = 1'000'000, .first_slots = std::size_t{1} << 18, .chunk = chunk}, threads);
    std::vector<std::uint64_t> beside(entries + std::size_t{threads} * chunk);
    std::atomic<std::size_t> disagreements = 0;
    std::vector<std::vector<EntrySet::Insertion>> insertions(threads);
    run_threads(threads, [&, kind = kind, entries = entries](unsigned worker) {
      insertions[worker].reserve(entries);
      for (std::uint64_t number = 0; number < entries; ++number) {
        const std::uint64_t entry = entry_of(kind, number);
        const auto prepare = [&](Position position) { beside[position] = ~entry; };
        insertions[worker].push_back(set.insert(entry, EntrySet::hash(entry), set.writer(worker), prepare));
        disagreements += beside[insertions[worker].back().position] != ~entry;
      }
    });
    std::vector<Position> layer;
    for (std::uint64_t number = 0; number < entries; ++number) {
      unsigned inserted = 0;
      const Position position = insertions[0][number].position;
      for (const auto& of_worker : insertions) {
        inserted += of_worker[number].result == Result::inserted;
        disagreements += of_worker[number].position != position;
      }
      disagreements += inserted != 1;
      disagreements += set[position] != entry_of(kind, number);
      layer.push_back(position);
    }
    std::sort(layer.begin(), layer.end());
    REQUIRE(disagreements == 0);
    REQUIRE(positions_in(set.take_new_ranges()) == layer);
    REQUIRE(set.size() == entries);
  }
}

// But for the small chunks of a table that is nearly full.
TEST_CASE("whose chunk an entry lies in is known, nearly always", "[store]") {
  EntrySet set({.most_entries = 100'000, .first_slots = 16, .chunk = 64}, 3);
  std::size_t known = 0;
  for (std::uint64_t number = 0; number < 30'000; ++number) {
    const auto writer = static_cast<unsigned>(number * number % 3);
    known += set.writer_near(insert_growing(set, number, writer).position) == writer;
  }
  CHECK(known > 29'500);
}

TEST_CASE("where the next entry may come is known: also in what is left of an older chunk", "[store]") {
  EntrySet set({.most_entries = 1000, .first_slots = 2048, .chunk = 16}, 2);
  CHECK(set.next_position() == 0);
  insert(set, 1, 0);  // at 0, the rest of its chunk is free
  for (std::uint64_t number = 2; number < 40; ++number) insert(set, number, 1);
  set.take_new_ranges();
  CHECK(set.next_position() == 1);
  for (std::uint64_t number = 40; number < 55; ++number) insert(set, number, 0);
  set.take_new_ranges();
  CHECK(set.next_position() == 54);  // of the second writer, who has filled 16 to 53
}

TEST_CASE("threads insert overlapping sets, layer by layer, with growth at the barriers",
          "[store][threads]") {
  const unsigned threads = GENERATE(1U, 2U, 4U);
  constexpr std::uint64_t per_thread = 3000;
  constexpr std::uint64_t layers = 5;
  EntrySet set({.most_entries = 100'000, .first_slots = 2, .chunk = 64}, threads);
  std::unordered_map<std::uint64_t, Tally> tallies;
  std::unordered_set<Position> reported;
  for (std::uint64_t layer = 0; layer < layers; ++layer) {
    // Thread t takes the numbers from t/2 of a share on: each number is wanted by two threads, and by the
    // next layer.
    std::vector<std::vector<std::pair<std::uint64_t, EntrySet::Insertion>>> done(threads);
    std::vector<std::uint64_t> next(threads, 0);
    std::unordered_set<Position> inserted;
    const Position least = set.next_position();
    for (bool unfinished = true; unfinished;) {
      run_threads(threads, [&](unsigned worker) {
        for (std::uint64_t& number = next[worker]; number < per_thread && !set.wants_growth(); ++number) {
          const std::uint64_t entry = entry_of(3, (layer + worker) * per_thread / 2 + number);
          const EntrySet::Insertion insertion = insert(set, entry, worker);
          if (insertion.result == Result::full) break;
          done[worker].emplace_back(entry, insertion);
        }
      });
      unfinished =
          std::any_of(next.begin(), next.end(), [&](std::uint64_t number) { return number < per_thread; });
      if (unfinished) set.grow();
    }
    for (const auto& of_worker : done)
      for (const auto& [entry, insertion] : of_worker) {
        Tally& tally = tallies[entry];
        tally.positions.insert(insertion.position);
        if (insertion.result == Result::inserted) {
          ++tally.insertions;
          REQUIRE(insertion.position >= least);
          REQUIRE(inserted.insert(insertion.position).second);
        }
        REQUIRE(set[insertion.position] == entry);
      }
    const std::vector<Position> positions = positions_in(set.take_new_ranges());
    REQUIRE(std::unordered_set<Position>(positions.begin(), positions.end()) == inserted);
    REQUIRE(positions.size() == inserted.size());
    for (const Position position : positions) REQUIRE(reported.insert(position).second);
  }
  CHECK(set.size() == tallies.size());
  CHECK(reported.size() == tallies.size());
  CHECK(tallies.size() == (layers + threads) * per_thread / 2);
  for (const auto& [entry, tally] : tallies) {
    REQUIRE(tally.insertions == 1);
    REQUIRE(tally.positions.size() == 1);
  }
}

TEST_CASE("a large set is built anew in parallel without losing an entry", "[store]") {
  constexpr std::uint64_t entries = 200'000;
  EntrySet set({.most_entries = 10 * entries}, 2);
  for (std::uint64_t entry = 0; entry < entries; ++entry) insert_growing(set, entry, entry % 2);
  for (std::uint64_t entry = 0; entry < entries; ++entry) {
    const EntrySet::Insertion insertion = insert(set, entry);
    REQUIRE(insertion.result == Result::found);
    REQUIRE(set[insertion.position] == entry);
  }
  CHECK(set.size() == entries);
}

// Every entry begins at one slot, so the threads that build the index contend for the end of one long run.
TEST_CASE("threads that build an index do not overwrite each other's slots", "[store][threads]") {
  constexpr std::uint64_t entries = 2 * 4096;  // two blocks of work
  const auto entry_at = [](std::uint64_t number) {
    return entry_with_hash(std::uint64_t{0xabcde} << 44 | number << 19);
  };
  EntrySet set({.most_entries = 10'000'000, .first_slots = std::size_t{1} << 14}, 1);
  for (std::uint64_t number = 0; number < entries; ++number)
    REQUIRE(insert(set, entry_at(number)).result == Result::inserted);
  for (int growth = 0; growth < 5; ++growth) {
    set.grow();
    std::uint64_t lost = 0;
    for (std::uint64_t number = 0; number < entries; ++number)
      lost += insert(set, entry_at(number)).result != Result::found;
    REQUIRE(lost == 0);
  }
}

}  // namespace pessimist::store
