#include <atomic>
#include <chrono>
#include <cstdlib>
#include <limits>
#include <thread>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/crash_guard.hpp"
#include "cli/exit_code.hpp"
#include "cli/exit_guard.hpp"
#include "cli/find_spec.hpp"
#include "cli/interruption.hpp"
#include "cli/output.hpp"
#include "cli/parse_quantity.hpp"
#include "cli/settings.hpp"
#include "cli/traced_run.hpp"
#include "explore/server.hpp"
#include "world/requirements.hpp"

namespace pessimist::cli {

namespace {

/// How long a search for a shortest way may take, unless more is allowed.
constexpr std::chrono::seconds search_time{60};

/// How often it is looked whether Ctrl-C was pressed, and how long what is being answered may take then.
constexpr std::chrono::milliseconds look{20};
constexpr std::chrono::seconds grace{2};

/// What is to be explored, and where to begin.
struct Subject {
  std::unique_ptr<Model> model;
  CheckOptions options;
  Run run;
  std::string first = "0";
};

void require_nothing_else(const ExploreWords& words) {
  const CheckWords& common = words.common;
  if (!common.spec.empty() || !common.assignments.empty() || common.faults || common.network)
    throw UsageError(
        "explore: --trace says which specification, parameters, faults and network; name either the trace or "
        "them");
  if (words.at) throw UsageError("explore: --trace and --at both say where to begin");
}

Subject subject_of_trace(const ExploreWords& words) {
  require_nothing_else(words);
  const std::string& file = *words.trace;
  TracedRun traced = run_of_trace(words.common.program, file);
  Subject subject;
  subject.options = check_options(words.common, *traced.model);
  subject.options.network = traced.options.network;
  subject.options.budgets = traced.options.budgets;
  subject.run = std::move(traced.run);
  subject.model = std::move(traced.model);
  const explore::Session session(*subject.model, subject.run, subject.options);
  subject.first = of_file(file, "", [&] { return session.address_of_trace(traced.file); });
  return subject;
}

Subject subject_of_spec(const ExploreWords& words) {
  const CheckWords& common = words.common;
  const Spec& spec = find_spec(common.spec);
  const Assignments assignments = parse_assignments(spec, common.assignments);
  Subject subject;
  subject.model = make_model(spec, assignments);
  subject.options = check_options(common, *subject.model);
  world::require_network(*subject.model, subject.options.network);
  world::require_faults(*subject.model, subject.options.network, subject.options.budgets);
  subject.run =
      run_of(common.program, spec.name, spec.parameters(assignments), *subject.model, subject.options);
  if (words.at) subject.first = *words.at;
  return subject;
}

}  // namespace

int run_explore(const ExploreWords& words) {
  Subject subject = words.trace ? subject_of_trace(words) : subject_of_spec(words);
  subject.run.command = "explore";
  if (!subject.options.limits.time) subject.options.limits.time = search_time;
  subject.options.on_hang = end_as_hung;
  const auto port = static_cast<int>(
      words.port ? parse_number("--port", *words.port, 1, std::numeric_limits<std::uint16_t>::max()) : 0);

  guard_against_crashes();
  const ExitGuard exit_guard;
  const Interruption interruption;
  explore::Session session(*subject.model, subject.run, subject.options);
  session.way(subject.first);  // an address that leads nowhere is better known now than in the browser
  explore::Server server(session, words.host.value_or("127.0.0.1"), port, subject.first);
  const auto show_link = [&] { print(fmt::format("\n  {}\n\n", server.link())); };
  print(fmt::format("{} [{}]: to be explored in a browser, at\n", subject.run.spec,
                    setting_in_words(subject.run)));
  show_link();
  print("The link opens once. Ctrl-C ends the server.\n");
  if (!finish_output()) return exit_usage;
  server.on_spent_link([&] {
    print("The link was used once more; this one is new:\n");
    show_link();
    finish_output();
  });

  std::atomic<bool> is_closed = false;
  std::thread answers([&] {
    server.listen();
    is_closed = true;
  });
  while (!Interruption::flag()->load()) std::this_thread::sleep_for(look);
  session.end();
  const auto patience = std::chrono::steady_clock::now() + grace;
  while (!is_closed) {
    if (std::chrono::steady_clock::now() > patience) std::_Exit(exit_proved);  // an answer that does not come
    server.stop();
    std::this_thread::sleep_for(look);
  }
  answers.join();
  return exit_proved;
}

}  // namespace pessimist::cli
