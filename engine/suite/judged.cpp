#include "suite/judged.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "report/quantity_words.hpp"
#include "suite/file_content.hpp"
#include "suite/find_handler.hpp"

namespace pessimist::suite {

namespace {

std::string below_working_directory(const std::string& file) {
  std::error_code error;
  const std::filesystem::path relative = std::filesystem::proximate(file, error);
  const bool is_below = !relative.empty() && relative.is_relative() && *relative.begin() != "..";
  return is_below ? relative.generic_string() : file;
}

Place place_of_violation(const Judged& judged, const PropertyOutcome& property) {
  if (property.handler) {
    const std::string source = content_of(judged.spec_file).value_or("");
    if (const auto line = line_of_handler(source, *property.handler)) return {judged.spec_file, *line};
  }
  return {property.file, property.line};
}

}  // namespace

std::string in_words(const Judged& judged) {
  if (judged.drifts.empty())
    return fmt::format("{}: as expected ({}, {}{})", judged.entry->name, to_string(judged.outcome.verdict),
                       counted(judged.outcome.states, "world"),
                       judged.is_from_cache ? ", from the cache" : "");
  std::vector<std::string> told;
  for (const Drift& drift : judged.drifts) told.push_back(drift.told);
  return fmt::format("{}: NOT as expected: {}. Again: {}", judged.entry->name, joined(told, "; "),
                     judged.command);
}

Place place_of(const Contract& contract, const Judged& judged, const Drift& drift) {
  const PropertyOutcome* const property = property_of(judged, drift);
  Place place{contract.file, judged.entry->line};
  if (drift.kind == Drift::Kind::broken) place = {judged.spec_file, 1};
  if (drift.kind == Drift::Kind::violated && property != nullptr)
    place = place_of_violation(judged, *property);
  place.file = below_working_directory(place.file);
  return place;
}

const PropertyOutcome* property_of(const Judged& judged, const Drift& drift) {
  const auto found = std::ranges::find(judged.outcome.properties, drift.property, &PropertyOutcome::name);
  return found == judged.outcome.properties.end() ? nullptr : &*found;
}

}  // namespace pessimist::suite
