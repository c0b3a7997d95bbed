#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace pessimist::store {

/// Something that several workers fill together. When it is full they go over to a new one, each at a time of its own; the
/// last that lets go of the old one ends it. `Value` has is_full(), and stays so.
template <class Value>
class Renewable {
 public:
  using Hold = std::shared_ptr<Value>;

  explicit Renewable(std::function<Hold()> make) : make_(std::move(make)) {}
  Renewable() : Renewable([] { return std::make_shared<Value>(); }) {}

  Hold hold() const {
    const std::lock_guard lock(mutex_);
    return current_;
  }
  /// Goes over where what a worker holds is full. Returns whether it was: whatever was read of it is void then.
  bool renew(Hold& held) {
    if (!held->is_full()) [[likely]]
      return false;
    const std::lock_guard lock(mutex_);
    if (current_ == held) current_ = make_();
    held = current_;
    return true;
  }

 private:
  std::function<Hold()> make_;
  mutable std::mutex mutex_;
  Hold current_ = make_();
};

}  // namespace pessimist::store
