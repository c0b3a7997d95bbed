// pessimist_random: compares the engine with the naive explorer on as many random protocols as there is time for. The
// first on which they differ is made smaller and printed.

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "random/disagreement.hpp"
#include "random/print.hpp"

namespace {

using namespace pessimist;

struct Options {
  std::uint64_t from = 0;
  std::uint64_t count = 1000;
  std::uint64_t worlds = random::Plan{}.most_worlds;
  random::Family family = random::Family::plain;
  naive::Comparison comparison = random::usual;
  bool show = false;
};

/// Whether the two agree on every protocol.
bool compare(const Options& options) {
  const auto start = std::chrono::steady_clock::now();
  std::uint64_t compared = 0;
  std::uint64_t worlds = 0;
  for (std::uint64_t done = 0; done < options.count;) {
    const std::optional<random::Instance> instance =
        random::make_instance(options.from + done, options.worlds, options.family);
    if (instance) {
      ++compared;
      worlds += instance->expected.worlds;
      const std::string found = random::disagreement(*instance, options.comparison);
      if (!found.empty()) {
        fmt::print("{}", found);
        return false;
      }
    }
    if (++done % 1000 != 0 && done != options.count) continue;
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    fmt::print("{} seeds from {}: {} protocols, {} worlds, {:.0f} s, no difference\n", done, options.from,
               compared, worlds, elapsed.count());
    std::fflush(stdout);
  }
  return true;
}

void show(const Options& options) {
  for (std::uint64_t seed = options.from; seed < options.from + options.count; ++seed) {
    const std::optional<random::Instance> instance =
        random::make_instance(seed, options.worlds, options.family);
    if (instance) fmt::print("{}\n", random::print(*instance));
  }
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app(
      "compares the engine with the naive explorer on random protocols, one for each seed; shrinks and "
      "prints the first on which they differ",
      "pessimist_random");
  app.add_option("--from", options.from, "the first seed")->capture_default_str();
  app.add_option("--count", options.count, "how many seeds")->capture_default_str();
  app.add_option("--worlds", options.worlds,
                 "how many worlds a protocol may have; it is as small as it can be with a twelfth of that")
      ->capture_default_str();
  app.add_option("--workers", options.comparison.workers, "numbers of workers to run the engine with")
      ->delimiter(',')
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app.add_flag_callback(
      "--frail", [&] { options.family = random::Family::frail; },
      "protocols in which more goes wrong: disks, clocks, nodes that stand still and that lie");
  app.add_flag("--show", options.show, "print the protocols instead");
  CLI11_PARSE(app, argc, argv);
  try {
    if (!options.show) return compare(options) ? 0 : 1;
    show(options);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "pessimist_random: {}\n", error.what());
    return 1;
  }
}
