#include "report/why_words.hpp"

#include <fmt/format.h>

#include "report/quantity_words.hpp"
#include "report/step_facts.hpp"
#include "report/what_if.hpp"

namespace pessimist {

std::string why_in_words(const Model& model, const Run& run, const PropertyResult& property) {
  if (property.verdict != PropertyResult::Verdict::violated) return {};
  std::string text;
  std::vector<std::string> harmless;
  for (const WhatIf& what_if : what_ifs(model, run, property)) {
    if (what_if.kind == WhatIf::Kind::race && what_if.violates)
      harmless.push_back(fmt::format("{} and {}", what_if.steps[0] + 1, what_if.steps[1] + 1));
    else
      text += what_if.told + "\n";
  }
  if (!harmless.empty())
    text += fmt::format("The order of steps {} does not matter: `{}` is violated all the same.\n",
                        joined(harmless, ", of "), property.name);
  return text;
}

std::string minimality_in_words(const CheckResult& result, const PropertyResult& property) {
  if (!property.trace || !property.steps) return {};
  const bool is_violated = property.verdict == PropertyResult::Verdict::violated;
  const std::string_view does = is_violated ? "violates" : "reaches";
  if (!property.minimal) {
    return fmt::format("Not proved shortest: there may be a run of fewer than {} that {} it.\n",
                       counted(*property.steps, "step"), does);
  }
  if (*property.steps == 0) return {};
  const std::string within = result.cut > 0 ? " within the bounds" : "";
  if (property.fewest_faults) {
    const unsigned faults = faults_on(*property.trace);
    const std::string with = faults == 0 ? "without faults" : "with " + counted(faults, "fault");
    return fmt::format(
        "Fewest faults{}: {}no run {} of fewer than {} {} it. All of them were tried.\n", within,
        faults == 0 ? ""
                    : fmt::format("no run with fewer than {} {} it, and ", counted(faults, "fault"), does),
        with, counted(*property.steps, "step"), does);
  }
  return fmt::format("Shortest: no run of fewer than {}{} {} it. All of them were tried.\n",
                     counted(*property.steps, "step"), within, does);
}

}  // namespace pessimist
