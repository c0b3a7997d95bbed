#pragma once

#include <atomic>
#include <csignal>

namespace pessimist::cli {

/// While it lives, the first Ctrl-C (SIGINT) or SIGTERM asks the run to end; the second ends the process.
class Interruption {
 public:
  Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  ~Interruption();

  static const std::atomic<bool>* flag();

 private:
  struct sigaction interrupt_before_ {};
  struct sigaction terminate_before_ {};
};

}  // namespace pessimist::cli
