#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "report/run.hpp"
#include "verdict/check.hpp"

namespace CLI {
class App;
}

namespace pessimist::cli {

/// In which forms, and where, a trace is to be written besides its story.
struct FormWords {
  bool lanes = false;
  std::optional<std::string> mermaid;
  std::optional<std::string> shiviz;
  std::optional<std::string> itf;
  std::optional<std::string> html;      ///< one file, for the result and all traces
  std::optional<std::string> markdown;  ///< as well
};

void describe_forms(CLI::App& command, FormWords& words);

/// `trace.json`, `trace.2.json`, `trace.3.json`
std::filesystem::path numbered(const std::filesystem::path& path, std::size_t number);

/// Whether the file could be written; complains where not.
bool write_or_complain(const std::filesystem::path& path, const std::string& content);

/// Writes the trace in each form that was asked for, as number `number` of several. Whether all could be written.
bool write_forms(const FormWords& words, const Model& model, const Run& run, const PropertyResult& property,
                 std::size_t number = 1);

/// Writes those that are one file for the result (nothing: of a replay) and all traces. Whether all could be written.
bool write_reports(const FormWords& words, const Model& model, const Run& run, const CheckResult* result,
                   const std::vector<const PropertyResult*>& traced);

/// The lanes, if they were asked for, as they go before the story.
std::string lanes_if_wanted(const FormWords& words, const Model& model, const Run& run,
                            const PropertyResult& property);

}  // namespace pessimist::cli
