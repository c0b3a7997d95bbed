#include "report/summary.hpp"

#include <catch2/catch.hpp>

#include "pessimist/protocol_model.hpp"
#include "report/quantity_words.hpp"
#include "report/result_json.hpp"
#include "report/sample.hpp"

namespace {

using pessimist::CheckResult;
using pessimist::PropertyResult;
using pessimist::Verdict;

const sample::Election::Parameters parameters;
const pessimist::ProtocolModel<sample::Election> model{parameters};
const pessimist::Run run = sample::run_of(pessimist::describe_parameters(parameters));

CheckResult result_of(Verdict verdict) {
  CheckResult result;
  result.verdict = verdict;
  result.states = 1234;
  result.transitions = 5678;
  result.depth = 9;
  result.complete_depth = 8;
  result.seconds = 0.25;
  result.bytes = 1 << 20;
  return result;
}

PropertyResult property(std::string name, PropertyResult::Verdict verdict) {
  PropertyResult result;
  result.name = std::move(name);
  result.verdict = verdict;
  return result;
}

}  // namespace

TEST_CASE("numbers are written for people") {
  using namespace pessimist;
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1'000) == "1,000");
  CHECK(grouped(18'446'744'073'709'551'615U) == "18,446,744,073,709,551,615");
  CHECK(counted(1, "world") == "1 world");
  CHECK(bytes_in_words(512) == "512 bytes");
  CHECK(bytes_in_words(std::uint64_t{3} << 29) == "1.5 GiB");
  CHECK(seconds_in_words(0.42) == "0.4 s");
  CHECK(seconds_in_words(184) == "3 min 4 s");
  CHECK(seconds_in_words(7500) == "2 h 5 min");
}

TEST_CASE("the last line is for scripts and stays as it is") {
  CHECK(last_line(run, result_of(Verdict::proved)) ==
        "election [voters=3 strict=false faults=crash=1,restart=1]: proved  states=1234 transitions=5678 "
        "depth=9 "
        "seconds=0.250 bytes=1048576");
  const pessimist::Run bare{"x", {}, {}, pessimist::Network::fifo, false, 1};
  CHECK(last_line(bare, result_of(Verdict::unfinished)).rfind("x [network=fifo]: unfinished  states=", 0) ==
        0);
}

TEST_CASE("a summary says what each property came to and how far that reaches") {
  CheckResult result = result_of(Verdict::violated);
  result.properties = {sample::eventful(model), property("safe", PropertyResult::Verdict::undecided)};
  CHECK(summary(model, run, result) ==
        "never done  VIOLATED in 6 steps: it is done\n"
        "safe        not decided: the search ended behind the first violation (--keep-going goes on)\n"
        "Again: pessimist check election voters=3 strict=false --faults crash=1,restart=1\n");

  result = result_of(Verdict::proved);
  result.complete = true;
  result.properties = {property("safe", PropertyResult::Verdict::holds)};
  CHECK(summary(model, run, result) ==
        "safe  holds\nEvery world was visited within the fault budgets crash=1,restart=1.\n");
  result.properties[0].vacuous = true;
  CHECK(
      summary(model, run, result).rfind("safe  holds vacuously: what it is about was never the case\n", 0) ==
      0);

  result.properties[0].vacuous = false;
  result.properties[0].kind = pessimist::PropertyInfo::Kind::no_deadlock;
  CHECK(summary(model, run, result).rfind("safe  holds: something can happen in every world\n", 0) == 0);
  result.properties[0].judged = true;
  CHECK(summary(model, run, result).rfind("safe  holds\n", 0) == 0);

  result.properties = {property("done", PropertyResult::Verdict::violated)};
  result.properties[0].kind = pessimist::PropertyInfo::Kind::sometimes;
  result.verdict = Verdict::violated;
  CHECK(summary(model, run, result)
            .rfind("done  VIOLATED: no world satisfies it\nEvery world was visited", 0) == 0);
  result.cut = 1;
  CHECK(summary(model, run, result)
            .rfind("done  VIOLATED: no world within the bounds satisfies it\nEvery world inside the bounds",
                   0) == 0);
  CHECK(summary(model, run, result).find(" was judged but not expanded.\n") != std::string::npos);

  result = result_of(Verdict::unfinished);
  result.stopped_by = "--time 10m";
  CHECK(summary(model, run, result) ==
        "Unfinished: stopped by --time 10m after 1,234 worlds; every world up to depth 8 was visited.\n");
  result = result_of(Verdict::broken);
  result.broken = "a handler threw";
  CHECK(summary(model, run, result).rfind("The specification is broken: a handler threw\n", 0) == 0);
}

TEST_CASE("an audited run says how much was looked at") {
  CheckResult result = result_of(Verdict::proved);
  result.complete = true;
  CHECK(result_json(run, result, {}).at("audit").is_null());
  result.audit =
      pessimist::reductions::AuditCounts{{312, true}, {64, true}, {0, false}, {1, true}, {512, true}};
  CHECK(summary(model, run, result)
            .find("Audited: 312 independent pairs in both orders, 64 permuted worlds, 0 dead "
                  "messages, 1 class member, 512 stored worlds: no failure; not at work "
                  "here: dead messages.\n") != std::string::npos);
  const auto document = result_json(run, result, {}).at("audit");
  CHECK(document.at("independent_pairs").at("count") == 312);
  CHECK(document.at("dead_messages").at("at_work") == false);
  pessimist::Run audited = run;
  audited.audit = true;
  CHECK(command_of(audited) == command_of(run) + " --audit");
}

TEST_CASE("the result for programs has the fields of the contract") {
  CheckResult result = result_of(Verdict::violated);
  result.properties = {sample::eventful(model), property("safe", PropertyResult::Verdict::undecided)};
  const auto document = result_json(run, result, {{"never done", "t.json"}});
  for (const char* field : {"spec", "parameters", "faults", "network", "verdict", "states", "transitions",
                            "depth", "seconds", "bytes", "workers", "reductions", "properties", "version"}) {
    CHECK(document.contains(field));
  }
  const auto& first = document.at("properties").at(0);
  CHECK(first.at("steps") == 6);
  CHECK(first.at("faults") == 2);
  CHECK(first.at("trace") == "t.json");
  CHECK(document.at("properties").at(1).at("trace").is_null());
}
