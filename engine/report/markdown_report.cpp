#include "report/markdown_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/claim_words.hpp"
#include "report/markdown.hpp"
#include "report/mermaid.hpp"
#include "report/narrate.hpp"
#include "report/quantity_words.hpp"
#include "report/reach_words.hpp"
#include "report/verdict_words.hpp"
#include "report/why_words.hpp"

namespace pessimist {

namespace {

std::string_view sign_of(PropertyResult::Verdict verdict) {
  switch (verdict) {
    case PropertyResult::Verdict::holds:
      return "✅";
    case PropertyResult::Verdict::violated:
      return "❌";
    case PropertyResult::Verdict::undecided:
      break;
  }
  return "❔";
}

std::string table_of(const CheckResult& result) {
  std::string rows;
  for (const PropertyResult& property : result.properties)
    rows += fmt::format("| {} | {} | {} |\n", sign_of(property.verdict), in_markdown(property.name),
                        in_markdown(verdict_in_words(property, result)));
  return rows.empty() ? "" : "\n| | property | |\n|---|---|---|\n" + rows;
}

/// A list of the lines.
std::string listed(std::string_view lines) {
  std::string list;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    list += "- " + in_markdown(lines.substr(0, end)) + "\n";
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return list;
}

std::string trace_of(const Model& model, const Run& run, const CheckResult* result,
                     const PropertyResult& property) {
  const std::string story = narrate(model, run.network, property) + why_in_words(model, run, property) +
                            (result == nullptr ? "" : minimality_in_words(*result, property));
  const std::string steps = counted(property.trace->steps.size(), "step");
  const std::string what = claims_something(property) ? fmt::format("{} in {}", property.name, steps) : steps;
  return folded(in_markdown(what), trace_in_markdown(story, mermaid(model, run.network, property)));
}

}  // namespace

std::string markdown_report(const Model& model, const Run& run, const CheckResult* result,
                            const std::vector<const PropertyResult*>& traced) {
  const std::string_view verdict = result == nullptr ? "replayed" : to_string(result->verdict);
  Comment comment;
  comment.add(
      fmt::format("### {}: {}\n\n{}\n", in_markdown(run.spec), verdict, in_markdown(setting_in_words(run))));
  if (result != nullptr) comment.add(table_of(*result) + "\n" + listed(reach_in_words(model, run, *result)));
  for (const PropertyResult* const property : traced)
    comment.add_if_short(trace_of(model, run, result, *property));
  return comment.text() + "\n" + fenced("sh", command_of(run));
}

}  // namespace pessimist
