#include "cli/parse_quantity.hpp"

#include <charconv>
#include <limits>
#include <map>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "pessimist/parameter.hpp"

namespace pessimist::cli {

namespace {

constexpr std::uint64_t no_number = std::numeric_limits<std::uint64_t>::max();

/// A number and what stands behind it.
std::optional<std::pair<std::uint64_t, std::string_view>> number_and_unit(std::string_view text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{}) return std::nullopt;
  return std::pair{number, std::string_view(rest, static_cast<std::size_t>(end - rest))};
}

/// The number times its unit, or no_number where it is not between 1 and `most`.
std::uint64_t scaled(std::string_view text, const std::map<std::string_view, std::uint64_t>& units,
                     std::uint64_t most) {
  const auto parsed = number_and_unit(text);
  if (!parsed) return no_number;
  const auto unit = units.find(parsed->second);
  if (unit == units.end() || parsed->first == 0 || parsed->first > most / unit->second) return no_number;
  return parsed->first * unit->second;
}

}  // namespace

std::uint64_t parse_number(const std::string& option, const std::string& given, std::uint64_t least,
                           std::uint64_t most) {
  const auto parsed = number_and_unit(given);
  if (!parsed || !parsed->second.empty() || parsed->first < least || parsed->first > most) {
    throw UsageError(
        fmt::format("{} cannot be '{}': it is a whole number, {} to {}", option, given, least, most));
  }
  return parsed->first;
}

std::chrono::milliseconds parse_time(const std::string& option, const std::string& given) {
  constexpr std::uint64_t ten_years = std::uint64_t{10} * 366 * 24 * 3'600'000;
  const std::uint64_t milliseconds =
      scaled(given, {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"min", 60'000}, {"h", 3'600'000}}, ten_years);
  if (milliseconds == no_number) {
    throw UsageError(
        fmt::format("{} cannot be '{}': it is a time such as 500ms, 30s, 10m or 1h", option, given));
  }
  return std::chrono::milliseconds(static_cast<std::int64_t>(milliseconds));
}

std::uint64_t parse_memory(const std::string& option, const std::string& given) {
  std::map<std::string_view, std::uint64_t> units;
  std::uint64_t factor = 1024;
  for (const std::string_view forms : {"KKiBKB", "MMiBMB", "GGiBGB", "TTiBTB"}) {
    for (const std::string_view form : {forms.substr(0, 1), forms.substr(1, 3), forms.substr(4)})
      units[form] = factor;
    factor *= 1024;
  }
  const std::uint64_t bytes = scaled(given, units, std::numeric_limits<std::uint64_t>::max() - 1);
  if (bytes == no_number) {
    throw UsageError(
        fmt::format("{} cannot be '{}': it is an amount of memory such as 512M or 8G", option, given));
  }
  return bytes;
}

}  // namespace pessimist::cli
