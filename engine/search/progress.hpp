#pragma once

#include <cstdint>
#include <vector>

namespace pessimist {

/// How far a search has come.
struct Progress {
  std::uint64_t states = 0;
  std::uint64_t transitions = 0;
  unsigned depth = 0;            ///< of the worlds now being expanded
  std::uint64_t layer_size = 0;  ///< how many they are
  std::uint64_t layer_done = 0;
  std::vector<std::uint64_t> layers;  ///< how many worlds each layer has, up to this one
  std::uint64_t bytes = 0;            ///< memory held now
  double seconds = 0;
};

}  // namespace pessimist
