#include "cli/interruption.hpp"

namespace pessimist::cli {

namespace {

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may touch nothing else");

extern "C" void interrupt(int) {
  interrupted.store(true);
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

}  // namespace

Interruption::Interruption() {
  struct sigaction action {};
  action.sa_handler = interrupt;
  action.sa_flags = SA_RESTART;  // a report being written is not to fail of it
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, nullptr, &interrupt_before_);
  sigaction(SIGTERM, nullptr, &terminate_before_);
  // Who started us with a signal ignored (nohup, a background job) meant it.
  if (interrupt_before_.sa_handler != SIG_IGN) sigaction(SIGINT, &action, nullptr);
  if (terminate_before_.sa_handler != SIG_IGN) sigaction(SIGTERM, &action, nullptr);
}

Interruption::~Interruption() {
  sigaction(SIGINT, &interrupt_before_, nullptr);
  sigaction(SIGTERM, &terminate_before_, nullptr);
}

const std::atomic<bool>* Interruption::flag() { return &interrupted; }

}  // namespace pessimist::cli
