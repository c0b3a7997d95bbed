#pragma once

namespace pessimist::cli {

/// While it lives, a handler that calls std::exit ends the process as broken, not with the code that it asks for: a run
/// that was cut short must not pass for one that found nothing.
class ExitGuard {
 public:
  ExitGuard();
  ExitGuard(const ExitGuard&) = delete;
  ExitGuard& operator=(const ExitGuard&) = delete;
  ~ExitGuard();
};

}  // namespace pessimist::cli
