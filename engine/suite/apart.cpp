#include "suite/apart.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace pessimist::suite {

namespace {

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

/// Everything that comes until the other end is closed. Looks up from time to time, for a signal may come just before it
/// begins to wait.
std::string read_all(int file, pid_t process, const std::atomic<bool>& interrupted) {
  constexpr int look_up_ms = 200;
  std::string text;
  bool was_asked = false;
  for (;;) {
    if (interrupted && !was_asked) {
      ::kill(process, SIGTERM);
      was_asked = true;
    }
    pollfd ready{file, POLLIN, 0};
    if (::poll(&ready, 1, look_up_ms) <= 0) continue;
    std::array<char, 65536> block{};
    const ssize_t count = ::read(file, block.data(), block.size());
    if (count == 0) return text;
    if (count > 0) text.append(block.data(), static_cast<std::size_t>(count));
    if (count < 0 && errno != EINTR) fail("read");
  }
}

std::string ending_of(int status) {
  if (WIFSIGNALED(status))
    return fmt::format("killed by signal {} ({})", WTERMSIG(status), ::strsignal(WTERMSIG(status)));
  return fmt::format("exit code {}", WEXITSTATUS(status));
}

}  // namespace

void Handover::operator()(const std::string& text) const {
  std::string_view rest = text;
  while (!rest.empty()) {
    const ssize_t written = ::write(file_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      std::_Exit(EXIT_FAILURE);  // nobody waits for it any more
    }
  }
}

Apart run_apart(const std::function<void(const Handover&)>& work, const std::atomic<bool>& interrupted) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) fail("pipe");
  std::fflush(nullptr);  // or the new process would print it as well
  const pid_t process = ::fork();
  if (process < 0) fail("fork");
  if (process == 0) {
    ::close(ends[0]);
    work(Handover(ends[1]));
    std::_Exit(EXIT_SUCCESS);
  }
  ::close(ends[1]);
  std::string text = read_all(ends[0], process, interrupted);
  ::close(ends[0]);
  int status = 0;
  while (::waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) fail("waitpid");
  }
  Apart result;
  result.ending = ending_of(status);
  if (WIFEXITED(status)) result.code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
  if (!text.empty()) result.text = std::move(text);
  return result;
}

}  // namespace pessimist::suite
