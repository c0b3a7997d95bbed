#include "cli/exit_guard.hpp"

#include <atomic>
#include <cstdlib>

#include "cli/exit_code.hpp"
#include "cli/output.hpp"

namespace pessimist::cli {

namespace {

std::atomic<bool> is_running = false;

void refuse_exit() {
  if (!is_running) return;
  complain("the specification is broken: it ended the process in the middle of the run (std::exit)");
  std::_Exit(exit_broken_spec);
}

}  // namespace

ExitGuard::ExitGuard() {
  static const bool is_registered = std::atexit(refuse_exit) == 0;
  is_running = is_registered;
}

ExitGuard::~ExitGuard() { is_running = false; }

}  // namespace pessimist::cli
