#include "report/write_file.hpp"

#include <cerrno>
#include <cstdio>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace pessimist {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path, int error) {
  throw WriteError(fmt::format("cannot write {}: {}", path.string(), std::generic_category().message(error)));
}

/// Opened anew, /dev/stdout of `pessimist ... > file` would write from the file's beginning, over what stands there.
int open_device(const std::filesystem::path& path) {
  std::fflush(stdout);
  if (path == "/dev/stdout") return ::dup(STDOUT_FILENO);
  if (path == "/dev/stderr") return ::dup(STDERR_FILENO);
  return ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
}

/// Returns the error number, 0 for none. A disk may be found full as late as in fsync or close.
int write_all(int file, std::string_view content, bool regular) {
  int error = 0;
  while (!content.empty() && error == 0) {
    const ssize_t written = ::write(file, content.data(), content.size());
    if (written >= 0) {
      content.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      error = errno;
    }
  }
  if (error == 0 && regular && ::fsync(file) != 0) error = errno;
  if (::close(file) != 0 && error == 0) error = errno;
  return error;
}

}  // namespace

void write_file(const std::filesystem::path& path, std::string_view content) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  const bool is_device = path.string().rfind("/dev/", 0) == 0;
  if (is_device || (fs::exists(path, ignored) && !fs::is_regular_file(path, ignored))) {
    const int device = open_device(path);
    if (device < 0) fail(path, errno);
    if (const int error = write_all(device, content, false); error != 0) fail(path, error);
    return;
  }
  const fs::path target = fs::is_symlink(path, ignored) ? fs::weakly_canonical(path, ignored) : path;
  const fs::path temporary = fmt::format("{}.{}.part", target.string(), ::getpid());
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) fail(path, errno);
  int error = write_all(file, content, true);
  if (error == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) error = errno;
  if (error == 0) return;
  ::unlink(temporary.c_str());
  fail(path, error);
}

}  // namespace pessimist
