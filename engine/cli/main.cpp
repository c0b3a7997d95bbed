// The one place where what went wrong becomes an exit code.

#include <new>

#include <fmt/format.h>

#include "cli/command_line.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "pessimist/spec.hpp"
#include "report/version.hpp"

namespace pessimist {

namespace {

int fault_of_our_own(const char* what, int argc, char** argv) {
  std::string command = "pessimist";
  for (int i = 1; i < argc; ++i) command += fmt::format(" {}", argv[i]);
  cli::complain(
      fmt::format("a fault of pessimist itself, not of the protocol: {}\n"
                  "Please report it with this line: {} (version {}, {})",
                  what, command, version(), __VERSION__));
  return cli::exit_broken_checker;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return cli::run_command_line(argc, argv);
  } catch (const UsageError& error) {
    cli::complain(error.what());
    return cli::exit_usage;
  } catch (const SpecError& error) {
    cli::complain(fmt::format("the specification is broken: {}", error.what()));
    return cli::exit_broken_spec;
  } catch (const std::bad_alloc&) {
    cli::complain("out of memory; --memory ends a run before that");
    return cli::exit_broken_checker;
  } catch (const std::exception& error) {
    return fault_of_our_own(error.what(), argc, argv);
  }
}

}  // namespace pessimist
