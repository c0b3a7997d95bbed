#include "verdict/replay.hpp"

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "cli/traced_run.hpp"
#include "report/claim_words.hpp"
#include "report/narrate.hpp"
#include "report/quantity_words.hpp"
#include "report/trace_file.hpp"
#include "report/why_words.hpp"

namespace pessimist::cli {

int run_replay(const ReplayWords& words) {
  const TracedRun traced = run_of_trace(words.program, words.file);
  const Model& model = *traced.model;
  const RecordedTrace recorded = of_file(words.file, "", [&] { return recorded_trace(traced.file, model); });

  PropertyResult replayed;
  try {
    replayed = replay(model, traced.options, recorded);
  } catch (const ReplayError& error) {
    throw TraceFileError(
        fmt::format("{}: the trace does not fit {}: {}", words.file, traced.run.spec, error.what()));
  }
  of_file(words.file, "", [&] { verify(traced.file, model, traced.run, replayed); });

  const bool violated = replayed.verdict == PropertyResult::Verdict::violated;
  print_prose(lanes_if_wanted(words.forms, model, traced.run, replayed) +
              narrate(model, traced.run.network, replayed) + why_in_words(model, traced.run, replayed));
  bool all_written = write_forms(words.forms, model, traced.run, replayed);
  all_written &= write_reports(words.forms, model, traced.run, nullptr, {&replayed});
  const std::string claim = claims_something(replayed)
                                ? fmt::format(", and {} `{}`", violated ? "violate" : "reach", replayed.name)
                                : "; it claims no more";
  print_prose(fmt::format("\nConfirmed: run again, the {} of {} do all that {} says{}.\n",
                          counted(recorded.steps.size(), "step"), traced.run.spec, words.file, claim));
  const int code = violated ? exit_violated : exit_proved;
  return finish_output() && all_written ? code : after_failed_write(code);
}

}  // namespace pessimist::cli
