#include "report/verdict_words.hpp"

#include <fmt/format.h>

#include "report/quantity_words.hpp"
#include "report/step_facts.hpp"

namespace pessimist {

namespace {

std::string steps_of(const PropertyResult& property) {
  return counted(*property.steps, "step") + (property.minimal ? "" : " (not proved minimal)");
}

/// `, 1 fault: none with fewer`
std::string faults_of(const PropertyResult& property) {
  if (!property.fewest_faults || !property.trace) return {};
  const unsigned faults = faults_on(*property.trace);
  if (faults == 0) return " and without any fault";
  return fmt::format(" and {}; no run with fewer faults violates it", counted(faults, "fault"));
}

std::string undecided_because(const CheckResult& result) {
  switch (result.verdict) {
    case Verdict::broken:
      return "the specification is broken";
    case Verdict::violated:
      return "the search ended behind the first violation (--keep-going goes on)";
    default:
      return "the run is unfinished";
  }
}

}  // namespace

std::string verdict_in_words(const PropertyResult& property, const CheckResult& result) {
  const bool sometimes = property.kind == PropertyInfo::Kind::sometimes;
  switch (property.verdict) {
    case PropertyResult::Verdict::violated: {
      const std::string how = property.steps   ? " in " + steps_of(property) + faults_of(property)
                              : result.cut > 0 ? ": no world within the bounds satisfies it"
                                               : ": no world satisfies it";
      return "VIOLATED" + how + (property.why.empty() ? "" : ": " + property.why);
    }
    case PropertyResult::Verdict::holds:
      if (sometimes && property.steps) return "reached in " + steps_of(property);
      if (property.kind == PropertyInfo::Kind::no_deadlock && !property.judged)
        return "holds: something can happen in every world";
      return property.vacuous ? "holds vacuously: what it is about was never the case" : "holds";
    case PropertyResult::Verdict::undecided:
      return "not decided: " + undecided_because(result);
  }
  return {};
}

}  // namespace pessimist
