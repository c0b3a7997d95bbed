#include "suite/github.hpp"

#include <algorithm>

#include <fmt/format.h>

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

/// As text of Markdown, also in the cell of a table: no markup, no HTML.
std::string in_markdown(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '&') {
      result += "&amp;";
    } else if (c == '<') {
      result += "&lt;";
    } else if (c == '>') {
      result += "&gt;";
    } else if (c == '\n' || c == '\r') {
      result += ' ';
    } else {
      if (std::string_view("\\`*_{}[]()#|~!$").find(c) != std::string_view::npos) result += '\\';
      result += c;
    }
  }
  return result;
}

/// A block of code with a fence that is longer than any in it.
std::string fenced(std::string_view language, const std::string& content) {
  std::size_t longest = 2;
  std::size_t run = 0;
  for (const char c : content) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  return fmt::format("{}{}\n{}{}{}\n", fence, language, content, content.ends_with('\n') ? "" : "\n", fence);
}

std::string row_of(const Judged& judged) {
  std::vector<std::string> told;
  for (const Drift& drift : judged.drifts) told.push_back(in_markdown(drift.told));
  return fmt::format("| {} | {} | {} | {} | {} |\n", judged.drifts.empty() ? "✅" : "❌",
                     in_markdown(judged.entry->name), to_string(judged.outcome.verdict),
                     grouped(judged.outcome.states), told.empty() ? "as expected" : joined(told, "<br>"));
}

std::string details_of(const Judged& judged, const PropertyOutcome& property) {
  return fmt::format("\n<details>\n<summary>\n\n{}\n\n</summary>\n\n{}\n{}\n{}\n</details>\n",
                     in_markdown(fmt::format("{}: {}", judged.entry->name, property.name)),
                     fenced("text", property.story), fenced("mermaid", property.mermaid),
                     fenced("sh", judged.command));
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
  std::string details;
  for (const Judged& judged : checks) {
    if (is_whole || !judged.drifts.empty()) rows += row_of(judged);
    for (const Drift& drift : judged.drifts) {
      const PropertyOutcome* const property = property_of(judged, drift);
      if (property != nullptr && !property->story.empty()) details += details_of(judged, *property);
    }
  }
  if (rows.empty()) return {};
  return fmt::format("### {}\n\n| | check | verdict | worlds | |\n|---|---|---|---:|---|\n{}{}\n",
                     in_markdown(contract.file), rows, details);
}

}  // namespace pessimist::suite
