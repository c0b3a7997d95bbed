#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace pessimist {

/// Where a run is to end if it has not ended by itself.
struct Limits {
  std::optional<unsigned> depth;        ///< events from an initial world
  std::optional<std::uint64_t> states;  ///< distinct worlds
  std::optional<std::chrono::milliseconds> time;
  std::optional<std::uint64_t> bytes;  ///< of memory, resident
};

}  // namespace pessimist
