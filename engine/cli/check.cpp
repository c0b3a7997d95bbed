#include <algorithm>
#include <chrono>
#include <cstdlib>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/find_spec.hpp"
#include "cli/interruption.hpp"
#include "cli/progress_printer.hpp"
#include "cli/report_check.hpp"
#include "cli/settings.hpp"
#include "report/quantity_words.hpp"
#include "search/memory.hpp"

namespace pessimist::cli {

namespace {

/// The result of a run in which a handler does not return: all that is known is how far it had come.
CheckResult hung(const Model& model, const CheckOptions& options, const Progress& progress,
                 const std::string& what) {
  CheckResult result;
  result.verdict = Verdict::broken;
  result.broken =
      fmt::format("a handler has not returned after {}: {}",
                  seconds_in_words(std::chrono::duration<double>(options.handler_time).count()), what);
  result.states = progress.states;
  result.transitions = progress.transitions;
  result.depth = progress.depth;
  result.bytes = search::peak_resident_bytes();
  for (const PropertyInfo& property : model.properties()) {
    const auto& asked = options.properties;
    if (asked.empty() || std::find(asked.begin(), asked.end(), property.name) != asked.end()) {
      result.properties.emplace_back();
      result.properties.back().name = property.name;
      result.properties.back().kind = property.kind;
    }
  }
  return result;
}

}  // namespace

int run_check(const CheckWords& words) {
  if (words.trace && words.trace == words.json) throw UsageError("--trace and --json name the same file");
  const Spec& spec = find_spec(words.spec);
  const Assignments assignments = parse_assignments(spec, words.assignments);
  const auto model = make_model(spec, assignments);
  CheckOptions options = check_options(words, *model);
  const Run run = run_of(spec.name, spec.parameters(assignments), *model, options);

  ProgressPrinter progress(ProgressPrinter::mode_named(words.progress));
  options.on_progress = [&](const Progress& now) { progress.report(now); };
  const auto started = std::chrono::steady_clock::now();
  options.on_hang = [&](const std::string& what) {
    progress.end();
    CheckResult result = hung(*model, options, progress.last(), what);
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    report_check(words, *model, run, result);
    std::_Exit(exit_broken_spec);  // the thread that hangs can be stopped in no other way
  };
  const Interruption interruption;
  options.interrupted = Interruption::flag();
  CheckResult result;
  try {
    result = pessimist::check(*model, options);
  } catch (...) {
    progress.end();
    throw;
  }
  progress.end();
  return report_check(words, *model, run, result);
}

}  // namespace pessimist::cli
