#include "cli/crash_guard.hpp"

#include <csignal>
#include <cstdlib>
#include <string>

#include <fmt/format.h>
#include <string.h>  // NOLINT: strsignal() is of POSIX

#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "world/current_call.hpp"

namespace pessimist::cli {

namespace {

// It does what no signal handler may rely on: it allocates. But the process is lost, and nearly always it gets the words out;
// should it crash again, the signal has its default effect by then.
extern "C" void tell_who_crashed(int signal) {
  const std::string call = world::CurrentCall::describe();
  if (call.empty()) {
    std::raise(signal);
    return;
  }
  complain(
      fmt::format("the specification is broken: {}: the handler crashes the process ({}): it may read past "
                  "the end of a vector, or "
                  "an empty optional. A look at a node alone brings together states and messages that no run "
                  "need bring together: "
                  "read with .at() and .value(), whose exceptions count only where a run comes to them; "
                  "--reduce none does without "
                  "that look",
                  call, ::strsignal(signal)));
  std::_Exit(exit_broken_spec);
}

}  // namespace

void guard_against_crashes() {
  struct sigaction action {};
  action.sa_handler = tell_who_crashed;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_NODEFER);
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGABRT}) ::sigaction(signal, &action, nullptr);
}

void end_as_hung(const std::string& call) {
  complain(fmt::format("the specification is broken: a handler does not return: {}", call));
  std::_Exit(exit_broken_spec);
}

}  // namespace pessimist::cli
