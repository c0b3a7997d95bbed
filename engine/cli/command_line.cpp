#include "cli/command_line.hpp"

#include <filesystem>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/help_formatter.hpp"
#include "cli/output.hpp"
#include "cli/suite.hpp"
#include "pessimist/parameter.hpp"
#include "report/nearest.hpp"
#include "report/version.hpp"

namespace pessimist::cli {

namespace {

constexpr const char* exit_codes = R"(Exit codes:
  0  every property holds (proved); replay: a witness is confirmed
  1  a property is violated; replay: a violation is confirmed
  2  the command line or a parameter is wrong; replay: the trace does not fit; or all is
     well but a file or the standard output could not be written
  3  unfinished: a limit or Ctrl-C ended the run, and nothing was violated
  4  the specification is broken (a handler threw, hung, is not
     deterministic or not symmetric)
  70 a fault of pessimist itself)";

void describe_spec(CLI::App& command, CheckWords& words) {
  command.add_option("SPEC", words.spec, "The specification; `pessimist list` names them");
  command.add_option("name=value", words.assignments, "Parameters of the specification");
  command.add_option("--network", words.network, "Of those that the specification lets you choose")
      ->type_name("unreliable|unordered|fifo");
}

/// How a search is done, and when it ends.
void describe_search(CLI::App& command, CheckWords& words) {
  command.add_option("--workers", words.workers, "Threads that search; default: one for each core")
      ->type_name("N");
  command
      .add_option(
          "--reduce", words.reduce,
          "Reductions to use: some of alone, classes, symmetry, sleep, stubborn; default: all of them that "
          "can be used here but stubborn, which all,stubborn adds")
      ->type_name("all|none|LIST");
  command.add_option("--depth", words.depth, "Go no further than N events from the beginning")
      ->type_name("N");
  command.add_option("--states", words.states, "Stop at N worlds")->type_name("N");
  command
      .add_option("--memory", words.memory,
                  "Stop at this much memory: 512M, 8G; default: nine tenths of the machine's")
      ->type_name("SIZE");
  command
      .add_option("--handler-time", words.handler_time,
                  "Hold a handler to hang after this time, all its choices together; default: 10s")
      ->type_name("TIME");
}

/// What check and envelope take.
void describe_run(CLI::App& command, CheckWords& words) {
  describe_spec(command, words);
  describe_search(command, words);
  command.add_option("--property", words.properties, "Judge only this one (repeatable)")
      ->type_name("NAME")
      ->type_size(1)
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command.add_option("--time", words.time, "Stop after this time: 500ms, 30s, 10m, 1h")->type_name("TIME");
  command.add_option("--json", words.json, "Write the result for other programs")->type_name("F.json");
  command.add_option("--progress", words.progress, "auto: a live line on a terminal, plain lines elsewhere")
      ->type_name("auto|plain|none");
}

void describe_faults(CLI::App& command, CheckWords& words) {
  command.add_option("--faults", words.faults, "Fault budgets, all 0 by default")
      ->type_name("crash=1,restart=1");
}

void describe_check(CLI::App& check, CheckWords& words) {
  describe_run(check, words);
  describe_faults(check, words);
  check.add_flag("--audit", words.audit,
                 "Look into what pessimist itself rests on, in worlds sampled from each layer: that "
                 "independent steps commute, that permuted worlds have permuted successors, that dead "
                 "messages do nothing, that members of a class answer alike, that the store finds what it "
                 "holds");
  check.add_flag("--keep-going", words.keep_going,
                 "Judge every property; do not stop at the first violation");
  check
      .add_option("--prefer", words.prefer,
                  "Which counterexample is the smallest: the one with the fewest steps (the default), or the "
                  "one with the fewest faults, and of those the fewest steps")
      ->type_name("steps|faults");
  check
      .add_option(
          "--trace", words.trace,
          "Save the trace of the first violated property for `replay`; those of others go to F.2.json, "
          "F.3.json, ...; with --witness, witnesses follow")
      ->type_name("F.json");
  describe_forms(check, words.forms);
  check.add_flag("--witness", words.witness, "Show how a `sometimes` was reached, too");
  check.add_flag("--explain-size", words.explain_size,
                 "Say what splits the worlds most: which fields, timers and messages; in short, this is said "
                 "wherever a limit ends a run");
  check.add_flag("--coverage", words.coverage,
                 "Say what happened, how often, and at which depth first: each handler by what it sends, and "
                 "each fault; "
                 "what never did is said anyhow");
  check.footer(exit_codes);
}

void describe_envelope(CLI::App& envelope, EnvelopeWords& words) {
  describe_run(envelope, words.common);
  envelope.add_option("--upto", words.upto, "The largest fault budgets to look at")
      ->type_name("crash=2,restart=2");
  envelope.add_option("--markdown", words.markdown, "Write a table for a design document")->type_name("F.md");
  envelope.footer(exit_codes);
}

void describe_graph(CLI::App& graph, GraphWords& words) {
  describe_spec(graph, words.common);
  describe_faults(graph, words.common);
  graph.add_option("--states", words.common.states, "Draw the first N worlds at most; default: 1000")
      ->type_name("N");
  graph.add_option("--dot", words.dot, "Write the graph in the language of Graphviz")->type_name("F.dot");
  graph.add_option("--svg", words.svg, "Write the graph as a drawing, a row for each depth")
      ->type_name("F.svg");
  graph.footer(exit_codes);
}

void describe_explore(CLI::App& explore, ExploreWords& words) {
  describe_spec(explore, words.common);
  describe_faults(explore, words.common);
  explore.add_option("--trace", words.trace, "Begin with this trace, of what it is a trace of")
      ->type_name("F.json");
  explore.add_option("--at", words.at, "Begin at the end of a way that the page has shown: 0.3.12~1f0a9c3b")
      ->type_name("ADDRESS");
  explore.add_option("--port", words.port, "Where to listen; default: any that is free")->type_name("N");
  explore
      .add_option("--host", words.host,
                  "Listen at this address of the machine, for others to come; default: 127.0.0.1, for this "
                  "machine only")
      ->type_name("ADDRESS");
  describe_search(explore, words.common);
  explore
      .add_option("--time", words.common.time,
                  "Search no longer than this for a shortest way: 500ms, 30s, 10m, 1h; default: 1m")
      ->type_name("TIME");
  explore.footer(R"(Exit codes:
  0  Ctrl-C ended the server
  2  the command line or a parameter is wrong, or the trace does not fit
  4  the specification is broken: a handler ends or crashes the process, or hangs in a search
  70 a fault of pessimist itself)");
}

/// CLI11 would report what is left over as such; we know what was likely meant.
void reject_left_over(const CLI::App& command, std::string_view of) {
  for (const std::string& word : command.remaining()) {
    if (word == "--") continue;
    if (word.size() < 2 || word[0] != '-')
      throw UsageError(fmt::format("'{}' is one word too many for {}", word, of));
    std::vector<std::string> known;
    for (const CLI::Option* option : command.get_options()) {
      for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    }
    const std::string where = of == "pessimist" ? "" : fmt::format("{}: ", of);  // which says its name anyhow
    throw UsageError(fmt::format("{}{}", where, unknown("option", word.substr(0, word.find('=')), known)));
  }
}

/// A specification outside this tree has a main() and a name of its own; hints name what the user can run.
std::string program_name(int argc, const char* const* argv) {
  const std::string name = argc > 0 ? std::filesystem::path(argv[0]).filename().string() : "";
  return name.empty() ? "pessimist" : name;
}

[[noreturn]] void reject_command(const CLI::App& app) {
  const std::vector<std::string> known{"list", "check", "envelope", "explore", "graph", "suite", "replay"};
  for (const std::string& word : app.remaining()) {
    if (!word.empty() && word[0] != '-') throw UsageError(unknown("command", word, known));
  }
  reject_left_over(app, "pessimist");
  throw UsageError(
      "no command is given; there are list, check, envelope, explore, graph, suite and replay, and "
      "`pessimist --help` explains them");
}

}  // namespace

int run_command_line(int argc, const char* const* argv) {
  const std::string program = program_name(argc, argv);
  CLI::App app(
      "pessimist explores every order of messages, crashes and restarts of a distributed protocol,\n"
      "and prints the smallest counterexample.",
      program);
  app.set_version_flag("--version", fmt::format("pessimist {}", version()));
  app.formatter(std::make_shared<HelpFormatter>());
  app.footer(exit_codes);
  app.allow_extras();
  ListWords list_words;
  CheckWords check_words;
  EnvelopeWords envelope_words;
  ExploreWords explore_words;
  GraphWords graph_words;
  SuiteWords suite_words;
  ReplayWords replay_words;
  check_words.program = envelope_words.common.program = explore_words.common.program =
      graph_words.common.program = suite_words.program = replay_words.program = program;
  if (argc > 0) suite_words.executable = argv[0];
  CLI::App& list =
      *app.add_subcommand("list", "Every specification with its parameters, properties and faults");
  list.add_flag("--json", list_words.json, "For other programs");
  CLI::App& check = *app.add_subcommand("check", "Explore exhaustively and judge every property");
  describe_check(check, check_words);
  CLI::App& envelope = *app.add_subcommand(
      "envelope", "Which fault budgets each property survives, and the least that break it");
  describe_envelope(envelope, envelope_words);
  CLI::App& explore = *app.add_subcommand(
      "explore", "Step through a protocol in a browser: all that can happen, and what it would change");
  describe_explore(explore, explore_words);
  CLI::App& graph = *app.add_subcommand(
      "graph", "The worlds of a small instance, and the steps between them, as a drawing");
  describe_graph(graph, graph_words);
  CLI::App& suite =
      *app.add_subcommand("suite", "Run the checks of a contract and say what is not as it says");
  describe_suite(suite, suite_words);
  CLI::App& replay =
      *app.add_subcommand("replay", "Run a saved trace step by step and confirm what it claims");
  replay.add_option("TRACE", replay_words.file, "A file written by check --trace");
  describe_forms(replay, replay_words.forms);
  replay.footer(exit_codes);
  for (CLI::App* command : {&list, &check, &envelope, &explore, &graph, &suite, &replay})
    command->allow_extras();

  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& wanted) {  // --help or --version
    std::ostringstream text;
    app.exit(wanted, text, text);
    print(text.str());
    return finish_output() ? exit_proved : exit_usage;
  } catch (const CLI::ArgumentMismatch& error) {
    throw UsageError(fmt::format(
        "{} (each option is given once, and with its value; --property and --only as often as you like)",
        error.what()));
  } catch (const CLI::ParseError& error) {
    throw UsageError(error.what());
  }

  if (list.parsed()) {
    reject_left_over(list, "list");
    const int code = run_list(list_words);
    return finish_output() ? code : after_failed_write(code);
  }
  if (check.parsed()) {
    reject_left_over(check, "check");
    if (check_words.spec.empty()) throw UsageError("check which specification? `pessimist list` names them");
    return run_check(check_words);
  }
  if (envelope.parsed()) {
    reject_left_over(envelope, "envelope");
    if (envelope_words.common.spec.empty())
      throw UsageError("envelope of which specification? `pessimist list` names them");
    return run_envelope(envelope_words);
  }
  if (explore.parsed()) {
    reject_left_over(explore, "explore");
    if (explore_words.common.spec.empty() && !explore_words.trace)
      throw UsageError(
          "explore which specification? `pessimist list` names them; or which trace? --trace F.json");
    return run_explore(explore_words);
  }
  if (graph.parsed()) {
    reject_left_over(graph, "graph");
    if (graph_words.common.spec.empty())
      throw UsageError("graph of which specification? `pessimist list` names them");
    return run_graph(graph_words);
  }
  if (suite.parsed()) {
    reject_left_over(suite, "suite");
    if (suite_words.file.empty())
      throw UsageError("suite of which file? It names checks and what must come of each");
    return run_suite(suite_words);
  }
  if (replay.parsed()) {
    reject_left_over(replay, "replay");
    if (replay_words.file.empty()) throw UsageError("replay which trace? `check --trace F.json` saves one");
    return run_replay(replay_words);
  }
  reject_command(app);
}

}  // namespace pessimist::cli
