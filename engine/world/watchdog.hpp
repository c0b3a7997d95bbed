#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

namespace pessimist::world {

/// Notices handlers that do not end. A thread that hangs in somebody else's code cannot be stopped, so all it can do is
/// to tell: `on_hang` gets the description of what hangs, from the watchdog's thread, and must end the process.
class Watchdog {
 public:
  using Clock = std::chrono::steady_clock;

  /// Without `on_hang` nothing is watched and no thread is started.
  Watchdog(std::chrono::milliseconds patience, std::function<void(const std::string&)> on_hang);
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;
  ~Watchdog();

  /// Something that runs, for as long as this lives.
  class Guard {
   public:
    Guard() = default;
    Guard(Guard&& other) noexcept
        : watchdog_(std::exchange(other.watchdog_, nullptr)), place_(other.place_) {}
    Guard& operator=(Guard&&) = delete;
    ~Guard();

   private:
    friend class Watchdog;
    struct Watched {
      Clock::time_point deadline;
      std::function<std::string()> describe;
    };
    Watchdog* watchdog_ = nullptr;
    std::list<Watched>::iterator place_;
  };

  /// `describe` is called only if the deadline passes while the guard lives, from another thread.
  Guard watch(std::function<std::string()> describe);

 private:
  void patrol();

  std::chrono::milliseconds patience_;
  std::function<void(const std::string&)> on_hang_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool end_ = false;
  std::list<Guard::Watched> watched_;
  std::thread thread_;
};

}  // namespace pessimist::world
