#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

namespace pessimist::search {

/// How thoroughly to look for what splits the worlds of a search that has ended.
struct CensusOptions {
  std::size_t most_kept = std::size_t{1} << 15;  ///< counts up to it are exact
  /// Of a run with more, those of the first depths are looked at: as many whole layers as have no more together. Worlds
  /// strewn over the run would not do: few of them become equal where something is left out.
  std::uint64_t most_worlds = std::numeric_limits<std::uint64_t>::max();
  bool alone = false;  ///< one worker does it all: slower, but each needs memory of its own
};

}  // namespace pessimist::search
