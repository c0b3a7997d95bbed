#include "suite/github.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/markdown.hpp"
#include "report/quantity_words.hpp"

namespace pessimist::suite {

namespace {

/// As the toolkit of GitHub does (actions/toolkit, command.ts): of a message what ends a line, of a property also what ends
/// the property.
std::string escaped(const std::string& text, bool is_property) {
  std::string result;
  for (const char c : text) {
    if (c == '%' || c == '\r' || c == '\n' || (is_property && (c == ':' || c == ','))) {
      result += fmt::format("%{:02X}", static_cast<unsigned>(c));
    } else {
      result += c;
    }
  }
  return result;
}

std::string row_of(const Judged& judged) {
  std::vector<std::string> told;
  for (const Drift& drift : judged.drifts) told.push_back(in_markdown(drift.told));
  return fmt::format("| {} | {} | {} | {} | {} |\n", judged.drifts.empty() ? "✅" : "❌",
                     in_markdown(judged.entry->name), to_string(judged.outcome.verdict),
                     grouped(judged.outcome.states), told.empty() ? "as expected" : joined(told, "<br>"));
}

std::string details_of(const Judged& judged, const PropertyOutcome& property) {
  return folded(in_markdown(fmt::format("{}: {}", judged.entry->name, property.name)),
                trace_in_markdown(property.story, property.mermaid) + "\n" + fenced("sh", judged.command));
}

}  // namespace

std::string annotations(const Contract& contract, const Judged& judged) {
  std::string text;
  for (const Drift& drift : judged.drifts) {
    const Place place = place_of(contract, judged, drift);
    text += fmt::format("::error file={},line={},title={}::{}\n", escaped(place.file, true), place.line,
                        escaped(judged.entry->name, true),
                        escaped(fmt::format("{}. Again: {}", drift.told, judged.command), false));
  }
  return text;
}

std::string job_summary(const Contract& contract, const std::vector<Judged>& checks) {
  const bool is_whole = checks.size() == contract.entries.size();
  std::string rows;
  for (const Judged& judged : checks) {
    if (is_whole || !judged.drifts.empty()) rows += row_of(judged);
  }
  if (rows.empty()) return {};
  Comment comment;
  comment.add(fmt::format("### {}\n\n| | check | verdict | worlds | |\n|---|---|---|---:|---|\n{}",
                          in_markdown(contract.file), rows));
  for (const Judged& judged : checks) {
    for (const Drift& drift : judged.drifts) {
      const PropertyOutcome* const property = property_of(judged, drift);
      if (property != nullptr && !property->story.empty())
        comment.add_if_short(details_of(judged, *property));
    }
  }
  return comment.text() + "\n";
}

}  // namespace pessimist::suite
