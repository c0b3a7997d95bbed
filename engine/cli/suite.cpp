#include "cli/suite.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/exit_code.hpp"
#include "cli/interruption.hpp"
#include "cli/output.hpp"
#include "cli/suite_check.hpp"
#include "cli/trace_forms.hpp"
#include "report/nearest.hpp"
#include "report/write_file.hpp"
#include "suite/cache.hpp"
#include "suite/github.hpp"
#include "suite/judged.hpp"
#include "suite/junit.hpp"
#include "suite/sarif.hpp"
#include "suite/update.hpp"

namespace pessimist::cli {

namespace {

using suite::Contract;
using suite::Drift;
using suite::Entry;
using suite::Judged;
using suite::Outcome;

/// Throws UsageError for a name that no check has.
std::vector<const Entry*> chosen(const Contract& contract, const std::vector<std::string>& only) {
  std::vector<std::string> known;
  for (const Entry& entry : contract.entries) known.push_back(entry.name);
  for (const std::string& name : only) {
    if (std::ranges::find(known, name) == known.end())
      throw UsageError(fmt::format("{}: {}", contract.file, unknown("check", name, known)));
  }
  std::vector<const Entry*> entries;
  for (const Entry& entry : contract.entries) {
    if (only.empty() || std::ranges::find(only, entry.name) != only.end()) entries.push_back(&entry);
  }
  return entries;
}

bool is_interrupted() { return *Interruption::flag(); }

/// A cache that cannot be written costs time, not the verdict.
void keep(const suite::Cache& cache, const Entry& entry, const Outcome& outcome) {
  try {
    cache.keep(entry, outcome);
  } catch (const WriteError& error) {
    complain(error.what());
  }
}

Judged judged(const SuiteCheck& check, const std::optional<suite::Cache>& cache) {
  Judged result{check.entry, check.spec->name, check.spec->file, command_of(check.run), {}, {}, false};
  std::optional<Outcome> known;
  if (cache) known = cache->find(*check.entry);
  result.is_from_cache = known.has_value();
  if (known) {
    result.outcome = *std::move(known);
  } else {
    result.outcome = is_interrupted() ? suite::unfinished_outcome("an interrupt") : run_apart(check);
    if (cache) keep(*cache, *check.entry, result.outcome);
  }
  result.drifts = judge(check.entry->expected, result.outcome);
  return result;
}

int exit_code_of(const std::vector<Judged>& checks) {
  const auto has = [&](const auto& is_such) {
    return std::ranges::any_of(checks,
                               [&](const Judged& one) { return std::ranges::any_of(one.drifts, is_such); });
  };
  if (has([](const Drift& drift) { return drift.kind == Drift::Kind::broken; })) return exit_broken_spec;
  if (has([](const Drift& drift) { return drift.kind != Drift::Kind::unfinished; })) return exit_violated;
  return has([](const Drift&) { return true; }) ? exit_unfinished : exit_proved;
}

/// The variable's value; empty where it is not set.
std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool append_or_complain(const std::string& file, const std::string& text) {
  std::ofstream stream(file, std::ios::app | std::ios::binary);
  stream << text << std::flush;
  if (!stream) complain(fmt::format("cannot write {}", file));
  return static_cast<bool>(stream);
}

/// Whether all could be written.
bool write_files(const SuiteWords& words, const Contract& contract, const std::vector<Judged>& checks) {
  bool all_written = true;
  if (words.junit) all_written &= write_or_complain(*words.junit, junit_xml(contract, checks));
  if (words.sarif) all_written &= write_or_complain(*words.sarif, sarif_json(contract, checks));
  if (words.markdown) all_written &= write_or_complain(*words.markdown, job_summary(contract, checks));
  if (const std::string summary = environment("GITHUB_STEP_SUMMARY"); !summary.empty())
    all_written &= append_or_complain(summary, job_summary(contract, checks));
  return all_written;
}

/// Makes the contract say what came out, of what is finished. Whether it could be written.
bool update(const Contract& contract, std::vector<Judged>& checks) {
  std::vector<suite::Edit> edits;
  for (Judged& one : checks) {
    std::vector<suite::Edit> pins = pins_anew(contract, *one.entry, one.outcome);
    if (pins.empty()) continue;
    print(fmt::format("{}: pinned anew ({} worlds, {})\n", one.entry->name, one.outcome.states,
                      to_string(one.outcome.verdict)));
    one.drifts.clear();
    edits.insert(edits.end(), pins.begin(), pins.end());
  }
  return edits.empty() || write_or_complain(contract.file, edited(contract.text, std::move(edits)));
}

}  // namespace

void describe_suite(CLI::App& command, SuiteWords& words) {
  command.add_option("FILE", words.file, "The contract: checks, and what must come of each (TOML)");
  command.add_option("--only", words.only, "Run only the check of this name (repeatable)")
      ->type_name("NAME")
      ->type_size(1)
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command.add_flag(
      "--update", words.update,
      "Make the contract say what came out: wrong pins are replaced, missing ones added, all else "
      "stays as it is");
  command.add_flag("--list", words.list, "Name the checks, a line for each, and run none");
  command.add_option("--junit", words.junit, "Write a report as JUnit does")->type_name("F.xml");
  command.add_option("--sarif", words.sarif, "Write what was not expected with its place in the source")
      ->type_name("F.sarif");
  command
      .add_option("--markdown", words.markdown,
                  "Write a comment for a pull request; as a job of GitHub, it is shown with the job anyhow")
      ->type_name("F.md");
  command
      .add_option(
          "--cache", words.cache,
          "Keep results here, and do not run again what has not changed since: neither this program nor "
          "what the contract says is to be run")
      ->type_name("DIR");
  command.add_option("--workers", words.workers, "Threads that search; default: one for each core")
      ->type_name("N");
  command.footer(R"(Exit codes:
  0  all is as the contract says
  1  something is not
  2  the contract or the command line is wrong; or all is well but a file could not be written
  3  a limit or Ctrl-C ended a check that was to be finished, and all else is as it says
  4  a specification is broken
  70 a fault of pessimist itself)");
}

int run_suite(const SuiteWords& words) {
  const Contract contract = suite::read_contract(words.file);
  std::vector<SuiteCheck> prepared;
  for (const Entry& entry : contract.entries) prepared.push_back(prepare(contract, entry, words));
  const std::vector<const Entry*> entries = chosen(contract, words.only);
  if (words.list) {
    for (const Entry* const entry : entries) print(entry->name + "\n");
    return finish_output() ? exit_proved : exit_usage;
  }
  std::optional<suite::Cache> cache;
  if (words.cache) cache.emplace(*words.cache, words.executable);

  const Interruption interruption;
  std::vector<Judged> checks;
  for (const SuiteCheck& check : prepared) {
    if (std::ranges::find(entries, check.entry) == entries.end()) continue;
    checks.push_back(judged(check, cache));
    if (words.update) continue;
    print(in_words(checks.back()) + "\n");
    if (environment("GITHUB_ACTIONS") == "true") print(annotations(contract, checks.back()));
    std::fflush(stdout);  // it may be long before the next
  }
  bool all_written = !words.update || update(contract, checks);
  if (words.update) {
    for (const Judged& one : checks) {
      if (!one.drifts.empty()) print(in_words(one) + "\n");
    }
  }
  all_written &= write_files(words, contract, checks);
  const auto differ = std::ranges::count_if(checks, [](const Judged& one) { return !one.drifts.empty(); });
  print(fmt::format("{}: {} checks, {} not as expected, {} from the cache\n", contract.file, checks.size(),
                    differ, std::ranges::count_if(checks, &Judged::is_from_cache)));
  all_written &= finish_output();
  const int code = exit_code_of(checks);
  return all_written ? code : after_failed_write(code);
}

}  // namespace pessimist::cli
