#include <algorithm>
#include <chrono>
#include <cstdlib>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/crash_guard.hpp"
#include "cli/exit_code.hpp"
#include "cli/exit_guard.hpp"
#include "cli/find_spec.hpp"
#include "cli/interruption.hpp"
#include "cli/progress_printer.hpp"
#include "cli/report_check.hpp"
#include "cli/settings.hpp"
#include "report/quantity_words.hpp"
#include "search/memory.hpp"

namespace pessimist::cli {

namespace {

/// A broken specification leaves every property that was asked for undecided; reports say so of each.
void add_undecided(const Model& model, const CheckOptions& options, CheckResult& result) {
  for (const PropertyInfo& property : model.properties()) {
    const auto& asked = options.properties;
    if (asked.empty() || std::find(asked.begin(), asked.end(), property.name) != asked.end()) {
      result.properties.emplace_back();
      result.properties.back().name = property.name;
      result.properties.back().kind = property.kind;
    }
  }
}

/// The result of a run that a specification broke off: all that is known is how far it had come.
CheckResult broken(const Progress& progress, const std::string& what) {
  CheckResult result;
  result.verdict = Verdict::broken;
  result.broken = what;
  result.states = progress.states;
  result.transitions = progress.transitions;
  result.depth = progress.depth;
  result.bytes = search::peak_resident_bytes();
  return result;
}

}  // namespace

int run_check(const CheckWords& words) {
  if (words.trace && words.trace == words.json) throw UsageError("--trace and --json name the same file");
  const Spec& spec = find_spec(words.spec);
  const Assignments assignments = parse_assignments(spec, words.assignments);
  std::unique_ptr<Model> model;
  try {
    model = make_model(spec, assignments);
  } catch (const SpecError& error) {
    Run run;
    run.program = words.program;
    run.spec = spec.name;
    run.parameters = spec.parameters(assignments);
    return report_broken_set_up(words, run, error.what());
  }
  CheckOptions options = check_options(words, *model);
  Run run = run_of(words.program, spec.name, spec.parameters(assignments), *model, options);
  if (words.reduce && words.reduce != "all") run.reduce = *words.reduce;

  ProgressPrinter progress(ProgressPrinter::mode_named(words.progress));
  options.on_progress = [&](const Progress& now) { progress.report(now); };
  const auto started = std::chrono::steady_clock::now();
  options.on_hang = [&](const std::string& what) {
    progress.end();
    CheckResult result =
        broken(progress.last(),
               fmt::format("{}: no end to this after {} (--handler-time allows more)", what,
                           seconds_in_words(std::chrono::duration<double>(options.handler_time).count())));
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    add_undecided(*model, options, result);
    report_check(words, *model, run, result);
    std::_Exit(exit_broken_spec);  // the thread that hangs can be stopped in no other way
  };
  guard_against_crashes();
  const Interruption interruption;
  options.interrupted = Interruption::flag();
  CheckResult result;
  try {
    const ExitGuard guard;
    result = pessimist::check(*model, options);
  } catch (const std::exception&) {
    progress.end();
    throw;
  } catch (...) {  // not ours: whatever pessimist throws is a std::exception
    result = broken(progress.last(),
                    "a predicate, or what it reads of a node, threw something that is no std::exception");
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  }
  progress.end();
  if (result.verdict == Verdict::broken) add_undecided(*model, options, result);
  return report_check(words, *model, run, result);
}

}  // namespace pessimist::cli
