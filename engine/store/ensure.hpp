#pragma once

#include <stdexcept>
#include <string>

namespace pessimist::store {

[[noreturn, gnu::cold]] inline void ensure_failed(const char* what) {
  throw std::logic_error(std::string("pessimist itself is at fault: ") + what);
}

/// An assertion that stays on in release: `what` is the sentence that should have been true.
inline void ensure(bool holds, const char* what) {
  if (!holds) [[unlikely]]
    ensure_failed(what);
}

}  // namespace pessimist::store
