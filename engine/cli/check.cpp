#include <cstdlib>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/find_spec.hpp"
#include "cli/guarded_check.hpp"
#include "cli/report_check.hpp"
#include "cli/settings.hpp"

namespace pessimist::cli {

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
  const CheckOptions options = check_options(words, *model);
  Run run = run_of(words.program, spec.name, spec.parameters(assignments), *model, options);
  if (words.reduce && words.reduce != "all") run.reduce = *words.reduce;

  ProgressPrinter progress(ProgressPrinter::mode_named(words.progress));
  const CheckResult result = guarded_check(*model, options, progress, [&](const CheckResult& hung) {
    report_check(words, *model, run, hung);
    std::_Exit(exit_broken_spec);  // the thread that hangs can be stopped in no other way
  });
  return report_check(words, *model, run, result);
}

}  // namespace pessimist::cli
