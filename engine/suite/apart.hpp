#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>

namespace pessimist::suite {

/// How work that was done in a process of its own came out.
struct Apart {
  std::optional<std::string> text{};  ///< what it handed back; nothing: it ended before
  std::string ending;                 ///< how the process ended, in words
  int code = 0;                       ///< with which it exited, if it did
  int signal = 0;                     ///< that killed it, if one did
};

/// Hands text to whoever waits for it in run_apart.
class Handover {
 public:
  explicit Handover(int file) : file_(file) {}
  void operator()(const std::string& text) const;

 private:
  int file_;
};

/// Does the work in a process of its own: one that hangs, crashes or exits takes nothing else with it, and what memory it used
/// is free again. A process that has threads must not call it. Where `interrupted` becomes true, the work is asked to end
/// (SIGTERM). Throws std::system_error where there can be no process.
Apart run_apart(const std::function<void(const Handover&)>& work, const std::atomic<bool>& interrupted);

}  // namespace pessimist::suite
