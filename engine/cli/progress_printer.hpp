#pragma once

#include <cstddef>
#include <mutex>
#include <string>

#include "search/progress.hpp"

namespace pessimist::cli {

/// `1,234,567 worlds  250,000/s  depth 12, 40% of 98,765  310 MiB  4.9 s`
std::string progress_in_words(const Progress& progress);

/// Tells on standard error how far a run has come.
class ProgressPrinter {
 public:
  enum class Mode { live, plain, none };

  /// `auto`: live on a terminal that can rewrite a line, plain elsewhere. Throws UsageError.
  static Mode mode_named(const std::string& name);

  explicit ProgressPrinter(Mode mode) : mode_(mode) {}

  void report(const Progress& progress);
  /// Ends the reports: takes a live line away. No report after it is shown. Any thread may call it.
  void end();
  /// The last that was reported.
  Progress last() const;

 private:
  void rewrite_line(std::string line);

  Mode mode_;
  mutable std::mutex mutex_;
  Progress last_;
  double next_line_seconds_ = 5;  ///< short runs print nothing
  bool line_stands_ = false;
  bool ended_ = false;
};

}  // namespace pessimist::cli
