#pragma once

#include <functional>
#include <string>

namespace pessimist::world {

/// The handler that this thread is in the middle of, while one of these lives.
class CurrentCall {
 public:
  explicit CurrentCall(const std::function<std::string()>& describe);
  CurrentCall(const CurrentCall&) = delete;
  CurrentCall& operator=(const CurrentCall&) = delete;
  ~CurrentCall();

  /// What it is, in words; empty outside of any. For a process that is about to die of it.
  static std::string describe();
};

}  // namespace pessimist::world
