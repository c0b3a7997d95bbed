#include "cli/report_check.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "report/claim_words.hpp"
#include "report/coverage_json.hpp"
#include "report/coverage_words.hpp"
#include "report/narrate.hpp"
#include "report/result_json.hpp"
#include "report/run_json.hpp"
#include "report/size_json.hpp"
#include "report/size_words.hpp"
#include "report/summary.hpp"
#include "report/trace_json.hpp"
#include "report/why_words.hpp"
#include "search/memory.hpp"

namespace pessimist::cli {

namespace {

/// The properties whose traces are shown and saved: counterexamples before witnesses. Where the specification breaks, the way
/// there.
std::vector<const PropertyResult*> with_traces(const CheckResult& result, bool witnesses) {
  std::vector<const PropertyResult*> found;
  if (result.way_to_break) found.push_back(&*result.way_to_break);
  for (const auto verdict : {PropertyResult::Verdict::violated, PropertyResult::Verdict::holds}) {
    if (verdict == PropertyResult::Verdict::holds && !witnesses) continue;
    for (const PropertyResult& property : result.properties) {
      if (property.trace && property.verdict == verdict) found.push_back(&property);
    }
  }
  return found;
}

/// The trace, but only its end if one of those before it was the same.
std::string told(const CheckWords& words, const Model& model, const Run& run,
                 const std::vector<const PropertyResult*>& traced, const CheckResult& result, std::size_t i) {
  const auto end = traced.begin() + static_cast<std::ptrdiff_t>(i);
  const auto same = [&](const PropertyResult* before) { return before->trace == traced[i]->trace; };
  const auto known = std::find_if(traced.begin(), end, same);
  const std::string story = known != end ? narrate_ending(model, run.network, *traced[i], (*known)->name)
                                         : lanes_if_wanted(words.forms, model, run, *traced[i]) +
                                               narrate(model, run.network, *traced[i]);
  return story + why_in_words(model, run, *traced[i]) + minimality_in_words(result, *traced[i]);
}

}  // namespace

int report_broken_set_up(const CheckWords& words, const Run& run, const std::string& what) {
  CheckResult result;
  result.verdict = Verdict::broken;
  result.broken = what;
  result.bytes = search::peak_resident_bytes();
  if (words.json) write_or_complain(*words.json, file_text(result_json(run, result, {})));
  print_prose(fmt::format("The specification is broken: {}\nAgain: {}\n{}\n", what, command_of(run),
                          last_line(run, result)));
  finish_output();
  return exit_broken_spec;
}

int report_check(const CheckWords& words, const Model& model, const Run& run, const CheckResult& result) {
  const std::vector<const PropertyResult*> traced = with_traces(result, words.witness);
  bool all_written = true;
  SavedTraces saved;
  std::string files;
  for (std::size_t i = 0; i < traced.size(); ++i) {
    print_prose(told(words, model, run, traced, result, i) + "\n");
    all_written &= write_forms(words.forms, model, run, *traced[i], i + 1);
    if (!words.trace) continue;
    const std::string path = numbered(*words.trace, i + 1).string();
    if (write_or_complain(path, file_text(trace_json(model, run, *traced[i])))) {
      saved[traced[i]->name] = path;
      files += fmt::format("The trace {} is in {} ({} replay {}).\n",
                           claims_something(*traced[i]) ? "of " + traced[i]->name : "to where it breaks",
                           path, run.program, path);
    } else {
      all_written = false;
    }
  }
  if (traced.empty()) {
    for (const auto& path : {words.trace, words.forms.mermaid, words.forms.shiviz, words.forms.itf})
      if (path) files += fmt::format("There is no trace: {} was not written.\n", *path);
  }
  all_written &= write_reports(words.forms, model, run, &result, traced);
  if (words.json) {
    auto document = result_json(run, result, saved, size_json(model, result.size));
    document["coverage"] = coverage_json(model, result);
    all_written &= write_or_complain(*words.json, file_text(document));
  }

  const std::string size = size_in_words(model, result, words.explain_size);
  print_prose(coverage_in_words(model, result) + summary(model, run, result) + size + files +
              last_line(run, result) + "\n");
  all_written &= finish_output();
  const int code = exit_code_of(result.verdict);
  return all_written ? code : after_failed_write(code);
}

}  // namespace pessimist::cli
