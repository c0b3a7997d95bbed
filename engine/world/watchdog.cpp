#include "world/watchdog.hpp"

#include <utility>

namespace pessimist::world {

Watchdog::Watchdog(std::chrono::milliseconds patience, std::function<void(const std::string&)> on_hang)
    : patience_(patience), on_hang_(std::move(on_hang)) {
  if (on_hang_) thread_ = std::thread([this] { patrol(); });
}

Watchdog::~Watchdog() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    end_ = true;
  }
  ended_.notify_all();
  thread_.join();
}

Watchdog::Guard Watchdog::watch(std::function<std::string()> describe) {
  Guard guard;
  if (!on_hang_) return guard;
  const std::lock_guard lock(mutex_);
  guard.watchdog_ = this;
  guard.place_ = watched_.insert(watched_.end(), {Clock::now() + patience_, std::move(describe)});
  return guard;
}

Watchdog::Guard::~Guard() {
  if (watchdog_ == nullptr) return;
  const std::lock_guard lock(watchdog_->mutex_);
  watchdog_->watched_.erase(place_);
}

void Watchdog::patrol() {
  constexpr auto round = std::chrono::milliseconds(100);
  std::unique_lock lock(mutex_);
  while (!ended_.wait_for(lock, round, [&] { return end_; })) {
    for (const Guard::Watched& watched : watched_) {
      // The lock is kept: what is described must not end while it is described.
      if (Clock::now() > watched.deadline) on_hang_(watched.describe());
    }
  }
}

}  // namespace pessimist::world
