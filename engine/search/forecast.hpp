#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace pessimist::search {

/// How many worlds there still are behind the present layer: between these, by the look of it.
struct Forecast {
  double least = 0;
  double most = 0;
};

/// From the sizes of the layers up to the present one. Layers of a search grow ever more slowly, and then shrink: the logarithm
/// of the growth falls about as a line does, so that of the size like a parabola. The line is fitted to the last layers, to
/// fewer and to more of them; what the fits say differs, and that is how uncertain they are. Nothing where one of them does not
/// fall, or where they differ more than fivefold: it cannot be told yet.
std::optional<Forecast> forecast(const std::vector<std::uint64_t>& layers);

}  // namespace pessimist::search
