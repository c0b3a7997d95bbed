#include "cli/suite_check.hpp"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <new>
#include <stdexcept>

#include <fmt/format.h>

#include "cli/exit_code.hpp"
#include "cli/find_spec.hpp"
#include "cli/guarded_check.hpp"
#include "cli/interruption.hpp"
#include "cli/output.hpp"
#include "cli/settings.hpp"
#include "report/nearest.hpp"
#include "suite/apart.hpp"
#include "world/requirements.hpp"

namespace pessimist::cli {

namespace {

void add(const suite::Setting& setting, CheckWords& words) {
  const auto& [key, word, line] = setting;
  if (key == "spec") words.spec = word;
  if (key == "parameters") words.assignments.push_back(word);
  if (key == "faults") words.faults = words.faults ? *words.faults + "," + word : word;
  if (key == "network") words.network = word;
  if (key == "reduce") words.reduce = word;
  if (key == "properties") words.properties.push_back(word);
  if (key == "keep_going") words.keep_going = true;
  if (key == "prefer") words.prefer = word;
  if (key == "time") words.time = word;
  if (key == "memory") words.memory = word;
  if (key == "handler_time") words.handler_time = word;
}

/// The first settings of an entry, as they would be typed.
CheckWords words_of(const suite::Entry& entry, std::size_t count, const SuiteWords& words) {
  CheckWords check;
  check.program = words.program;
  check.workers = words.workers;
  for (std::size_t i = 0; i < count; ++i) add(entry.settings[i], check);
  return check;
}

/// Throws UsageError where a word is wrong.
SuiteCheck check_of(const suite::Entry& entry, CheckWords words) {
  SuiteCheck check;
  check.entry = &entry;
  check.spec = &find_spec(words.spec);
  const Assignments assignments = parse_assignments(*check.spec, words.assignments);
  check.run.program = words.program;
  check.run.spec = check.spec->name;
  check.run.parameters = check.spec->parameters(assignments);
  try {
    check.model = make_model(*check.spec, assignments);
    check.options = check_options(words, *check.model);
    world::require_network(*check.model, check.options.network);
    world::require_faults(*check.model, check.options.network, check.options.budgets);
    check.run = run_of(words.program, check.spec->name, check.run.parameters, *check.model, check.options);
    if (words.reduce && words.reduce != "all") check.run.reduce = *words.reduce;
  } catch (const SpecError& error) {
    check.broken = error.what();
  }
  check.words = std::move(words);
  return check;
}

/// The line of the first setting without which all would be well.
unsigned line_at_fault(const suite::Entry& entry, const SuiteWords& words) {
  for (std::size_t count = 1; count <= entry.settings.size(); ++count) {
    try {
      check_of(entry, words_of(entry, count, words));
    } catch (const UsageError&) {
      return entry.settings[count - 1].line;
    }
  }
  return entry.line;
}

/// Pins are of properties that are judged.
void require_judged(const suite::Contract& contract, const SuiteCheck& check, const std::string& key,
                    const std::string& property) {
  std::vector<std::string> known = check.options.properties;
  if (known.empty()) {
    for (const PropertyInfo& one : check.model->properties()) known.push_back(one.name);
  }
  if (std::ranges::find(known, property) == known.end())
    throw suite::refusal(contract, *check.entry, check.entry->lines.at(key),
                         fmt::format("{}: {}", key, unknown("property", property, known)));
}

/// What the new process does.
void run_and_tell(const SuiteCheck& check, const suite::Handover& hand_over) {
  const auto tell = [&](const CheckResult& result) {
    hand_over(to_text(suite::outcome_of(*check.model, check.run, result)));
  };
  try {
    ProgressPrinter progress(ProgressPrinter::mode_named(check.words.progress));
    tell(guarded_check(*check.model, check.options, progress, [&](const CheckResult& hung) {
      tell(hung);
      std::_Exit(EXIT_SUCCESS);  // the thread that hangs can be stopped in no other way
    }));
  } catch (const SpecError& error) {
    hand_over(to_text(suite::broken_outcome(error.what())));
  } catch (const std::bad_alloc&) {
    hand_over(to_text(suite::unfinished_outcome("the end of memory")));
  } catch (const std::exception& error) {
    complain(error.what());
    std::_Exit(exit_broken_checker);
  }
}

}  // namespace

SuiteCheck prepare(const suite::Contract& contract, const suite::Entry& entry, const SuiteWords& words) {
  SuiteCheck check;
  try {
    check = check_of(entry, words_of(entry, entry.settings.size(), words));
  } catch (const UsageError& error) {
    throw suite::refusal(contract, entry, line_at_fault(entry, words), error.what());
  }
  if (check.model == nullptr) return check;
  for (const std::string& property : entry.expected.vacuous)
    require_judged(contract, check, "vacuous", property);
  for (const auto& [property, steps] : entry.expected.violated.value_or(suite::Violations{}))
    require_judged(contract, check, "violated", property);
  return check;
}

suite::Outcome run_apart(const SuiteCheck& check) {
  if (check.model == nullptr) return suite::broken_outcome(check.broken);
  const suite::Apart apart = suite::run_apart(
      [&](const suite::Handover& hand_over) { run_and_tell(check, hand_over); }, *Interruption::flag());
  if (apart.text) {
    if (auto outcome = suite::outcome_from_text(*apart.text)) return *std::move(outcome);
  }
  if (*Interruption::flag()) return suite::unfinished_outcome("an interrupt");
  if (apart.signal == SIGKILL)  // nothing but the system does that, and mostly where memory runs out
    return suite::unfinished_outcome("the system, which killed it");
  if (apart.code == exit_broken_checker)
    throw std::logic_error(fmt::format("{}: the check ended with {}", check.entry->name, apart.ending));
  return suite::broken_outcome("it ended the process in the middle of the run: " + apart.ending);
}

}  // namespace pessimist::cli
