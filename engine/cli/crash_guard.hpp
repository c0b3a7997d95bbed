#pragma once

#include <string>

namespace pessimist::cli {

/// From here on, a handler that makes the process crash (it reads past the end of a vector, say) ends it as broken, with a
/// message that names the handler, its state and its message. A crash outside of handlers is the process's own.
void guard_against_crashes();

/// Ends the process as broken, as this call does not return: the thread that is in it can be stopped in no other way.
[[noreturn]] void end_as_hung(const std::string& call);

}  // namespace pessimist::cli
