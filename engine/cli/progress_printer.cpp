#include "cli/progress_printer.hpp"

#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <string_view>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/output.hpp"
#include "pessimist/parameter.hpp"
#include "report/nearest.hpp"
#include "report/quantity_words.hpp"
#include "search/forecast.hpp"

namespace pessimist::cli {

namespace {

constexpr double seconds_between_lines = 5;

bool is_live_terminal() {
  const char* const kind = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) == 1 && kind != nullptr && std::string_view(kind) != "dumb";
}

/// Of the terminal now: it may have been resized.
std::size_t width() {
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return size.ws_col;
}

/// From the worlds that are left, by the look of the layers, and the time that those before have taken.
std::string time_left_in_words(const Progress& progress) {
  const auto left = search::forecast(progress.layers);
  const auto sum = std::accumulate(progress.layers.begin(), progress.layers.end(), std::uint64_t{0});
  const std::uint64_t rest = progress.layer_size - progress.layer_done;
  if (!left || sum <= rest) return "cannot tell yet how long";
  const double seconds_each = progress.seconds / static_cast<double>(sum - rest);
  const auto in_words = [&](double worlds) {
    return seconds_in_words((static_cast<double>(rest) + worlds) * seconds_each);
  };
  return fmt::format("{} to {} left", in_words(left->least), in_words(left->most));
}

}  // namespace

std::string progress_in_words(const Progress& progress) {
  const double rate = progress.seconds > 0 ? static_cast<double>(progress.states) / progress.seconds : 0;
  std::string layer;
  if (progress.layer_size > 0) {
    layer = fmt::format(
        ", {:.0f}% of {}",
        100.0 * static_cast<double>(progress.layer_done) / static_cast<double>(progress.layer_size),
        grouped(progress.layer_size));
  }
  const auto& layers = progress.layers;
  if (layers.size() > 1) {
    layer += fmt::format(" (x{:.2f})",
                         static_cast<double>(layers.back()) / static_cast<double>(layers[layers.size() - 2]));
  }
  return fmt::format("{}  {}/s  depth {}{}  {}  {}  {}", counted(progress.states, "world"),
                     grouped(static_cast<std::uint64_t>(rate)), progress.depth, layer,
                     bytes_in_words(progress.bytes), seconds_in_words(progress.seconds),
                     time_left_in_words(progress));
}

ProgressPrinter::Mode ProgressPrinter::mode_named(const std::string& name) {
  if (name == "auto") return is_live_terminal() ? Mode::live : Mode::plain;
  if (name == "plain") return Mode::plain;
  if (name == "none") return Mode::none;
  throw UsageError(unknown("way of --progress", name, {"auto", "plain", "none"}));
}

void ProgressPrinter::report(const Progress& progress) {
  const std::lock_guard lock(mutex_);
  last_ = progress;
  if (ended_ || mode_ == Mode::none) return;
  if (mode_ == Mode::live) return rewrite_line(progress_in_words(progress));
  if (progress.seconds < next_line_seconds_) return;
  next_line_seconds_ = progress.seconds + seconds_between_lines;
  complain(progress_in_words(progress));
}

void ProgressPrinter::rewrite_line(std::string line) {
  // A line that fills the last column wraps on some terminals, and \r would not come back over it.
  line.resize(std::min(line.size(), width() - 1));
  const std::string text = "\r" + line + "\x1b[K";
  std::fwrite(text.data(), 1, text.size(), stderr);
  line_stands_ = true;
}

void ProgressPrinter::end() {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  if (line_stands_) std::fputs("\r\x1b[K", stderr);
  line_stands_ = false;
}

Progress ProgressPrinter::last() const {
  const std::lock_guard lock(mutex_);
  return last_;
}

}  // namespace pessimist::cli
