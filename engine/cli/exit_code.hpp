#pragma once

#include "verdict/check.hpp"

namespace pessimist::cli {

enum ExitCode : int {
  exit_proved = 0,
  exit_violated = 1,
  exit_usage = 2,
  exit_unfinished = 3,
  exit_broken_spec = 4,
  exit_broken_checker = 70,
};

inline int exit_code_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::proved:
      return exit_proved;
    case Verdict::violated:
      return exit_violated;
    case Verdict::unfinished:
      return exit_unfinished;
    case Verdict::broken:
      return exit_broken_spec;
  }
  return exit_broken_checker;
}

/// What could not be written takes nothing from a verdict but the right to say that all is well.
inline int after_failed_write(int code) { return code == exit_proved ? int{exit_usage} : code; }

}  // namespace pessimist::cli
