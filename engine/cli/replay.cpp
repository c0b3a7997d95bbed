#include "verdict/replay.hpp"

#include <cstdlib>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/find_spec.hpp"
#include "cli/output.hpp"
#include "cli/settings.hpp"
#include "report/html_report.hpp"
#include "report/narrate.hpp"
#include "report/quantity_words.hpp"
#include "report/trace_file.hpp"
#include "report/why_words.hpp"

namespace pessimist::cli {

namespace {

/// Runs `read` and puts the file, and the place in it, before what it complains of.
template <class Read>
auto of_file(const std::string& file, std::string_view place, Read read) {
  try {
    return read();
  } catch (const UsageError& error) {
    throw TraceFileError(fmt::format("{}: {}{}{}", file, place, place.empty() ? "" : ": ", error.what()));
  }
}

CheckOptions options_of(const TraceFile& file, const Model& model) {
  CheckOptions options;
  options.network = parse_network(std::string(to_string(file.network)), model.networks());
  for (const auto& [fault, budget] : file.faults) {
    options.budgets.merge(parse_faults(fmt::format("{}={}", to_string(fault), budget), model.faults()));
  }
  options.on_hang = [](const std::string& what) {
    complain(fmt::format("the specification is broken: a handler does not return: {}", what));
    std::_Exit(exit_broken_spec);
  };
  return options;
}

}  // namespace

int run_replay(const ReplayWords& words) {
  const TraceFile file = load_trace(words.file);
  const Spec& spec = of_file(words.file, "/spec", [&]() -> const Spec& { return find_spec(file.spec); });
  const auto model = of_file(words.file, "/parameters", [&] { return make_model(spec, file.parameters); });
  const CheckOptions options = of_file(words.file, "", [&] { return options_of(file, *model); });
  const Run run = run_of(words.program, spec.name, spec.parameters(file.parameters), *model, options);
  const RecordedTrace recorded = of_file(words.file, "", [&] { return recorded_trace(file, *model); });

  PropertyResult replayed;
  try {
    replayed = replay(*model, options, recorded);
  } catch (const ReplayError& error) {
    throw TraceFileError(
        fmt::format("{}: the trace does not fit {}: {}", words.file, spec.name, error.what()));
  }
  of_file(words.file, "", [&] { verify(file, *model, run, replayed); });

  const bool violated = replayed.verdict == PropertyResult::Verdict::violated;
  print(lanes_if_wanted(words.forms, *model, run, replayed) + narrate(*model, run.network, replayed) +
        why_in_words(*model, run, replayed));
  bool all_written = write_forms(words.forms, *model, run, replayed);
  if (words.forms.html)
    all_written &= write_or_complain(*words.forms.html, html_report(*model, run, nullptr, {&replayed}));
  print(fmt::format("\nConfirmed: run again, the {} of {} do all that {} says, and {} `{}`.\n",
                    counted(recorded.steps.size(), "step"), spec.name, words.file,
                    violated ? "violate" : "reach", replayed.name));
  const int code = violated ? exit_violated : exit_proved;
  return finish_output() && all_written ? code : after_failed_write(code);
}

}  // namespace pessimist::cli
