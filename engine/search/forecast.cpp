#include "search/forecast.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace pessimist::search {

namespace {

/// The line through points with the least squares.
struct Line {
  double start = 0;
  double slope = 0;
};

/// `growth[k]` at k.
Line fit(const std::vector<double>& growth, std::size_t from) {
  const auto count = static_cast<double>(growth.size() - from);
  double x = 0;
  double y = 0;
  double xx = 0;
  double xy = 0;
  for (std::size_t k = from; k < growth.size(); ++k) {
    const auto at = static_cast<double>(k);
    x += at;
    y += growth[k];
    xx += at * at;
    xy += at * growth[k];
  }
  const double slope = (count * xy - x * y) / (count * xx - x * x);
  return {(y - slope * x) / count, slope};
}

/// The sum of the layers to come, should their growth go on along the line, until one has no world.
std::optional<double> sum_along(const Line& line, std::size_t next, double size) {
  constexpr std::size_t most_layers = 10'000;
  if (line.slope >= 0) return std::nullopt;
  double sum = 0;
  for (std::size_t k = next; k < next + most_layers; ++k) {
    size *= std::exp(line.start + line.slope * static_cast<double>(k));
    if (size < 1) return sum;
    sum += size;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Forecast> forecast(const std::vector<std::uint64_t>& layers) {
  constexpr std::array<std::size_t, 3> windows{4, 6, 9};
  constexpr double most_apart = 5;
  constexpr double margin =
      2;  // for fits that agree by chance: with it the truth lay between in 134 of 144 forecasts
  if (layers.size() <= windows.back()) return std::nullopt;
  std::vector<double> growth;
  for (std::size_t k = 1; k < layers.size(); ++k)
    growth.push_back(std::log(static_cast<double>(layers[k]) / static_cast<double>(layers[k - 1])));
  std::optional<Forecast> result;
  for (const std::size_t window : windows) {
    const Line line = fit(growth, growth.size() - window);
    const auto sum = sum_along(line, growth.size(), static_cast<double>(layers.back()));
    if (!sum) return std::nullopt;
    if (!result) result = Forecast{*sum, *sum};
    result->least = std::min(result->least, *sum);
    result->most = std::max(result->most, *sum);
  }
  if (result->most > most_apart * std::max(result->least, 1.0)) return std::nullopt;
  return Forecast{result->least / margin, result->most * margin};
}

}  // namespace pessimist::search
