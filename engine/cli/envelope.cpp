#include "verdict/envelope.hpp"

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
#include "cli/output.hpp"
#include "cli/progress_printer.hpp"
#include "cli/settings.hpp"
#include "report/envelope_json.hpp"
#include "report/envelope_words.hpp"
#include "report/narrate.hpp"
#include "report/quantity_words.hpp"
#include "report/run_json.hpp"
#include "report/why_words.hpp"
#include "report/write_file.hpp"

namespace pessimist::cli {

namespace {

CheckWords as_check(const EnvelopeWords& words) {
  CheckWords check = words.common;
  check.faults = words.upto;
  check.faults_option = "--upto";
  return check;
}

/// A property that breaks without any fault is no question of budgets.
int exit_code_for(const Envelope& envelope) {
  const auto breaks_alone = [](const PropertyEnvelope& property) {
    return std::any_of(property.breaking.begin(), property.breaking.end(),
                       [](const auto& breaking) { return breaking.budget.empty(); });
  };
  if (std::any_of(envelope.properties.begin(), envelope.properties.end(), breaks_alone)) return exit_violated;
  return exit_code_of(envelope.run.verdict);
}

std::string traces(const Model& model, const Run& run, const Envelope& envelope) {
  std::string text;
  for (const PropertyEnvelope& property : envelope.properties) {
    for (const auto& breaking : property.breaking) {
      const std::string budget = faults_in_words(breaking.budget);
      text += fmt::format("`{}` with {}:\n", property.name, budget.empty() ? "no faults" : budget);
      text += narrate(model, run.network, breaking.found) + why_in_words(model, run, breaking.found) + "\n";
    }
  }
  return text;
}

/// Whether all could be written.
bool write_files(const EnvelopeWords& words, const Model& model, const Run& run, const Envelope& envelope) {
  try {
    if (words.common.json) write_file(*words.common.json, file_text(envelope_json(model, run, envelope)));
    if (words.markdown) write_file(*words.markdown, envelope_in_markdown(model, run, envelope));
    return true;
  } catch (const WriteError& error) {
    complain(error.what());
    return false;
  }
}

}  // namespace

int run_envelope(const EnvelopeWords& words) {
  const CheckWords check = as_check(words);
  if (!words.upto) throw UsageError("envelope: up to which faults? --upto crash=1,restart=1, for instance");
  const Spec& spec = find_spec(check.spec);
  const Assignments assignments = parse_assignments(spec, check.assignments);
  const std::unique_ptr<Model> model = make_model(spec, assignments);
  CheckOptions options = check_options(check, *model);
  const bool names_sleep = check.reduce && *check.reduce != "all" && options.reductions.sleep;
  if (options.reductions.stubborn || names_sleep) {
    throw UsageError(
        "--reduce: sleep and stubborn sets are not proved to find the least budgets, so an envelope goes "
        "without them");
  }
  Run run = run_of(check.program, spec.name, spec.parameters(assignments), *model, options);
  run.command = "envelope";
  if (check.reduce && check.reduce != "all") run.reduce = *check.reduce;
  ProgressPrinter progress(ProgressPrinter::mode_named(check.progress));
  options.on_progress = [&](const Progress& now) { progress.report(now); };
  options.on_hang = [&](const std::string& what) {
    progress.end();
    complain(
        fmt::format("the specification is broken: {}: no end to this after {} (--handler-time allows more)",
                    what, seconds_in_words(std::chrono::duration<double>(options.handler_time).count())));
    std::_Exit(exit_broken_spec);  // the thread that hangs can be stopped in no other way
  };
  guard_against_crashes();
  const Interruption interruption;
  options.interrupted = Interruption::flag();
  const auto found = [&] {
    const ExitGuard guard;
    return envelope(*model, options);
  }();
  progress.end();

  std::string text;
  if (found.run.verdict == Verdict::broken) {
    text = fmt::format("The specification is broken: {}\n", found.run.broken);
  } else {
    text = traces(*model, run, found) + envelope_in_words(*model, run, found);
  }
  print_prose(fmt::format("{}{} [{}]: {}  states={} transitions={} depth={} seconds={:.3f} bytes={}\n", text,
                          run.spec, setting_in_words(run),
                          found.run.complete ? "complete" : to_string(found.run.verdict), found.run.states,
                          found.run.transitions, found.run.depth, found.run.seconds, found.run.bytes));
  const bool all_written = write_files(words, *model, run, found) && finish_output();
  const int code = exit_code_for(found);
  return all_written ? code : after_failed_write(code);
}

}  // namespace pessimist::cli
