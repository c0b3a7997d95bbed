#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "store/hash.hpp"
#include "store/renewable.hpp"
#include "store/shared_memo.hpp"
#include "world/observations.hpp"
#include "world/system.hpp"
#include "world/unit.hpp"

namespace pessimist::world {

/// The units that were made so far, by node and name.
struct KnownUnits {
  static constexpr std::size_t most_bytes = std::size_t{64} << 20;

  bool is_full() const { return bytes.load(std::memory_order_relaxed) > most_bytes; }

  store::SharedMemo<std::uint64_t, std::unique_ptr<const Unit>, store::WordHash> units;
  std::atomic<std::size_t> bytes = 0;  ///< of units
};

/// What the workers of a search tell each other of units: the units themselves, and the names of what predicates observe
/// of them. Safe for any number of threads.
struct SharedUnits {
  /// `judged`: the properties that are to be judged, by number.
  SharedUnits(System& system, std::vector<std::size_t> judged);

  std::vector<std::size_t> properties;
  std::deque<Observations> of_properties;  ///< in their order
  std::deque<Observations> of_bounds;      ///< of all the model's
  store::Renewable<KnownUnits> known;
};

}  // namespace pessimist::world
