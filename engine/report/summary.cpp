#include "report/summary.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/coverage_words.hpp"
#include "report/quantity_words.hpp"
#include "report/scope_words.hpp"
#include "report/step_facts.hpp"
#include "world/requirements.hpp"

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

std::string verdict_on(const PropertyResult& property, const CheckResult& result) {
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

/// `; no faults were allowed`: what the word "every" leaves out.
std::string faults_allowed(const Model& model, const Run& run) {
  if (const std::string faults = faults_in_words(run.faults); !faults.empty()) {
    return " within the fault budgets " + faults;
  }
  std::vector<std::string> possible;
  for (const Fault fault : model.faults()) {
    if (!world::why_not(model, run.network, fault)) possible.push_back(fmt::format("{}=1", to_string(fault)));
  }
  if (possible.empty()) return "";
  return fmt::format("; no faults were allowed (--faults {} allows some)", joined(possible, ","));
}

std::string bounds_of(const Model& model) {
  std::vector<std::string> names;
  for (const BoundInfo& bound : model.bounds()) names.push_back("`" + bound.name + "`");
  return joined(names);
}

/// `Reduced by dead messages and symmetry: ...`: what the word "world" stands for.
std::string reduced(const CheckResult& result) {
  std::vector<std::string> by;
  if (result.reductions.alone) by.emplace_back("dead messages");
  if (result.reductions.classes) by.emplace_back("classes of local states");
  if (result.reductions.symmetry) by.emplace_back("symmetry");
  if (result.reductions.sleep) by.emplace_back("sleep sets");
  if (result.reductions.stubborn) by.emplace_back("stubborn sets");
  std::string text;
  if (!by.empty()) text = fmt::format("Reduced by {} (--reduce none goes without).\n", joined(by));
  for (const std::string& note : result.notes) text += note + "\n";
  return text;
}

/// `Audited: 312 independent pairs in both orders, ...: no failure.`
std::string audited(const CheckResult& result) {
  if (!result.audit) return {};
  const reductions::AuditCounts& audit = *result.audit;
  std::vector<std::string> looked_at, not_at_work;
  const auto add = [&](const reductions::AuditCount& kind, std::string_view noun, std::string_view how) {
    looked_at.push_back(counted(kind.count, noun) + std::string(how));
    if (!kind.at_work) not_at_work.push_back(fmt::format("{}s", noun));
  };
  add(audit.independent_pairs, "independent pair", " in both orders");
  add(audit.permuted_worlds, "permuted world", "");
  add(audit.dead_messages, "dead message", "");
  add(audit.class_members, "class member", "");
  add(audit.stored_worlds, "stored world", "");
  return fmt::format("Audited: {}: {}{}.\n", joined(looked_at),
                     result.verdict == Verdict::broken ? "the specification is at fault" : "no failure",
                     not_at_work.empty() ? "" : "; not at work here: " + joined(not_at_work));
}

std::string visited(const CheckResult& result) {
  if (!result.complete_depth && result.reductions.stubborn)
    return "under stubborn sets worlds are not visited by their depth, so this says nothing of any depth";
  if (!result.complete_depth) return "not even all beginnings were visited";
  const std::string by =
      result.most_faults ? fmt::format(" by at most {}", counted(*result.most_faults, "fault")) : "";
  return fmt::format("every world up to depth {}{} was visited", grouped(*result.complete_depth), by);
}

std::string reach(const Model& model, const Run& run, const CheckResult& result) {
  switch (result.verdict) {
    case Verdict::proved:
    case Verdict::violated:
      if (result.complete) {
        return fmt::format("Every world{} was visited{}.\n{}", result.cut > 0 ? " inside the bounds" : "",
                           faults_allowed(model, run), scope_in_words(model, run.faults));
      }
      if (result.stopped_by.empty()) return {};
      return fmt::format("The search was then stopped by {}; {}.\n", result.stopped_by, visited(result));
    case Verdict::unfinished:
      return fmt::format("Unfinished: stopped by {} after {}; {}.\n", result.stopped_by,
                         counted(result.states, "world"), visited(result));
    case Verdict::broken:
      return fmt::format("The specification is broken: {}\n", result.broken);
  }
  return {};
}

}  // namespace

std::string summary(const Model& model, const Run& run, const CheckResult& result) {
  std::size_t width = 0;
  for (const PropertyResult& property : result.properties) width = std::max(width, property.name.size());
  std::string text;
  for (const PropertyResult& property : result.properties) {
    text += fmt::format("{:{}}  {}\n", property.name, width, verdict_on(property, result));
  }
  if (model.properties().empty()) text += "There is nothing to judge: the specification has no properties.\n";
  if (!run.properties.empty() && run.properties.size() < model.properties().size()) {
    text += fmt::format("Only {} of {} properties judged, as asked for with --property.\n",
                        run.properties.size(), model.properties().size());
  }
  text += reach(model, run, result);
  text += never_in_words(model, result);
  if (result.verdict != Verdict::broken) text += reduced(result);
  text += audited(result);
  if (result.cut > 0) {
    text += fmt::format("{} beyond {} {} judged but not expanded.\n", counted(result.cut, "world"),
                        model.bounds().size() == 1 ? "the bound" : "the bounds",
                        bounds_of(model) + (result.cut == 1 ? " was" : " were"));
  }
  if (result.verdict == Verdict::violated || result.verdict == Verdict::broken) {
    text += "Again: " + command_of(run) + "\n";
  }
  return text;
}

std::string last_line(const Run& run, const CheckResult& result) {
  return fmt::format("{} [{}]: {}  states={} transitions={} depth={} seconds={:.3f} bytes={}", run.spec,
                     setting_in_words(run), to_string(result.verdict), result.states, result.transitions,
                     result.depth, result.seconds, result.bytes);
}

}  // namespace pessimist
