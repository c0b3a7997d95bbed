#pragma once

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace pessimist::cli {

/// The words of `suite` as they were typed.
struct SuiteWords {
  std::string program;     ///< what the command was called as, for hints on what to type next
  std::string executable;  ///< how it can be found
  std::string file;
  std::vector<std::string> only;
  bool update = false;
  bool list = false;
  std::optional<std::string> junit;
  std::optional<std::string> sarif;
  std::optional<std::string> markdown;
  std::optional<std::string> cache;
  std::optional<std::string> workers;
};

void describe_suite(CLI::App& command, SuiteWords& words);

/// Runs the checks of a contract and says what is not as it says. Returns the exit code. Throws UsageError.
int run_suite(const SuiteWords& words);

}  // namespace pessimist::cli
