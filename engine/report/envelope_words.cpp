#include "report/envelope_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/quantity_words.hpp"
#include "report/scope_words.hpp"

namespace pessimist {

namespace {

std::string budget_in_words(const FaultBudget& budget) {
  const std::string words = faults_in_words(budget);
  return words.empty() ? "no faults" : words;
}

std::string breaking_in_words(const PropertyEnvelope::Breaking& breaking) {
  return fmt::format("{} (in {})", budget_in_words(breaking.budget), counted(*breaking.found.steps, "step"));
}

std::vector<std::string> holding(const PropertyEnvelope& property) {
  std::vector<std::string> lines;
  for (const FaultBudget& budget : property.surviving) lines.push_back(budget_in_words(budget));
  return lines;
}

std::vector<std::string> breaking(const PropertyEnvelope& property) {
  std::vector<std::string> lines;
  for (const auto& one : property.breaking) lines.push_back(breaking_in_words(one));
  return lines;
}

/// What is not said above: how far was looked, and at what.
std::string reach(const Model& model, const Run& run, const Envelope& envelope) {
  std::string text;
  if (envelope.run.complete) {
    text += fmt::format("Every world{} was visited up to {}; what lies beyond was not looked at.\n",
                        envelope.run.cut > 0 ? " inside the bounds" : "", budget_in_words(envelope.upto));
  } else {
    text += fmt::format(
        "Unfinished: stopped by {} after {}. What breaks a property does; smaller budgets may do so too, and "
        "of "
        "none is it known that a property holds.\n",
        envelope.run.stopped_by, counted(envelope.run.states, "world"));
  }
  text += scope_in_words(model, envelope.upto);
  std::vector<std::string> bounds;
  for (const BoundInfo& bound : model.bounds()) bounds.push_back("`" + bound.name + "`");
  if (!bounds.empty()) text += fmt::format("Bounds of the specification: {}.\n", joined(bounds));
  std::vector<std::string> others;
  for (const PropertyInfo& property : model.properties()) {
    const auto& asked = run.properties;
    const bool is_asked =
        asked.empty() || std::find(asked.begin(), asked.end(), property.name) != asked.end();
    if (is_asked && property.kind != PropertyInfo::Kind::always) others.push_back("`" + property.name + "`");
  }
  if (!others.empty()) {
    text += fmt::format("Not part of it, as more faults may make {} true again: {}.\n",
                        others.size() == 1 ? "it" : "them", joined(others));
  }
  return text;
}

}  // namespace

std::string envelope_in_words(const Model& model, const Run& run, const Envelope& envelope) {
  std::string text;
  const auto lines = [&](std::string_view label, const std::vector<std::string>& budgets) {
    for (const std::string& budget : budgets) text += fmt::format("  {:12}  {}\n", label, budget);
  };
  for (const PropertyEnvelope& property : envelope.properties) {
    text += property.name + (property.vacuous ? " (what it is about was never the case)" : "") + "\n";
    lines("holds under", holding(property));
    lines("breaks under", breaking(property));
    if (property.breaking.empty() && !envelope.run.complete) text += "  nothing that breaks it was found\n";
  }
  return text + reach(model, run, envelope);
}

std::string envelope_in_markdown(const Model& model, const Run& run, const Envelope& envelope) {
  const auto cell = [](const std::vector<std::string>& lines) {
    return lines.empty() ? std::string("-") : joined(lines, "<br>");
  };
  std::string text =
      fmt::format("### {}\n\n`{}`\n\n| property | holds under | breaks under |\n|---|---|---|\n", run.spec,
                  command_of(run));
  for (const PropertyEnvelope& property : envelope.properties) {
    std::string name = property.name + (property.vacuous ? " (vacuous)" : "");
    for (std::size_t at = name.find('|'); at != std::string::npos; at = name.find('|', at + 2))
      name.insert(at, "\\");
    text += fmt::format("| {} | {} | {} |\n", name, cell(holding(property)), cell(breaking(property)));
  }
  return text + "\n" + reach(model, run, envelope);
}

}  // namespace pessimist
