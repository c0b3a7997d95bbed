#include "report/reach_words.hpp"

#include <fmt/format.h>

#include "report/coverage_words.hpp"
#include "report/quantity_words.hpp"
#include "report/scope_words.hpp"
#include "world/requirements.hpp"

namespace pessimist {

namespace {

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
  std::vector<std::string> looked_at;
  std::vector<std::string> not_at_work;
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

std::string reach_in_words(const Model& model, const Run& run, const CheckResult& result) {
  std::string text;
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
  return text;
}

}  // namespace pessimist
