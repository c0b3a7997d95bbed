#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "search/finding.hpp"

namespace pessimist::search {

/// Why a search ended before it had seen everything.
enum class StopReason : std::uint8_t {
  none,
  violation,
  depth,
  states,
  time,
  memory,
  interrupt,
  broken,
  fault
};

/// Tells all workers to end, and remembers who said so first.
class Stop {
 public:
  void now(StopReason reason) {
    StopReason none = StopReason::none;
    reason_.compare_exchange_strong(none, reason, std::memory_order_relaxed);
  }
  /// Of what several workers find broken, one is told. It outdoes a limit that was met meanwhile.
  /// `where`: in which world, if in any.
  void broken(const std::string& how, std::optional<Finding> where = {}) {
    const std::lock_guard lock(mutex_);
    if (broken_.empty() || how < broken_) {
      broken_ = how;
      broken_in_ = where;
    }
    reason_.store(StopReason::broken, std::memory_order_relaxed);
  }
  /// The search itself failed.
  void with(std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = std::move(error);
    failed_.store(true, std::memory_order_relaxed);
  }
  bool requested() const {
    return reason_.load(std::memory_order_relaxed) != StopReason::none ||
           failed_.load(std::memory_order_relaxed);
  }
  const std::string& broken() const { return broken_; }
  const std::optional<Finding>& broken_in() const { return broken_in_; }
  StopReason reason() const { return reason_.load(std::memory_order_relaxed); }
  /// At a barrier: throws what a worker met.
  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  std::atomic<StopReason> reason_ = StopReason::none;
  std::atomic<bool> failed_ = false;
  std::mutex mutex_;
  std::string broken_;
  std::optional<Finding> broken_in_;
  std::exception_ptr error_;
};

}  // namespace pessimist::search
