#include "cli/guarded_check.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "cli/crash_guard.hpp"
#include "cli/exit_guard.hpp"
#include "cli/interruption.hpp"
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

CheckResult guarded_check(const Model& model, CheckOptions options, ProgressPrinter& progress,
                          const std::function<void(const CheckResult&)>& on_hang) {
  options.on_progress = [&](const Progress& now) { progress.report(now); };
  const auto started = std::chrono::steady_clock::now();
  const auto seconds = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  };
  options.on_hang = [&](const std::string& what) {
    progress.end();
    CheckResult result =
        broken(progress.last(),
               fmt::format("{}: no end to this after {} (--handler-time allows more)", what,
                           seconds_in_words(std::chrono::duration<double>(options.handler_time).count())));
    result.seconds = seconds();
    add_undecided(model, options, result);
    on_hang(result);
  };
  guard_against_crashes();
  const Interruption interruption;
  options.interrupted = Interruption::flag();
  CheckResult result;
  try {
    const ExitGuard guard;
    result = pessimist::check(model, options);
  } catch (const std::exception&) {
    progress.end();
    throw;
  } catch (...) {  // not ours: whatever pessimist throws is a std::exception
    result = broken(progress.last(),
                    "a predicate, or what it reads of a node, threw something that is no std::exception");
    result.seconds = seconds();
  }
  progress.end();
  if (result.verdict == Verdict::broken) add_undecided(model, options, result);
  return result;
}

}  // namespace pessimist::cli
