// What a counterexample hangs on, of traces made by hand and of the shipped protocols' broken twins.

#include "report/what_if.hpp"

#include <algorithm>
#include <stdexcept>

#include <catch2/catch.hpp>

#include <pessimist/pessimist.hpp>

#include "report/lanes.hpp"
#include "report/narrate.hpp"
#include "report/sample.hpp"
#include "report/snapshot.hpp"
#include "report/why_words.hpp"
#include "trace/walk.hpp"

namespace pessimist {
namespace {

using Kind = WhatIf::Kind;

const ProtocolModel<sample::Election> model{sample::Election::Parameters{}};
const Run run = sample::run_of(describe_parameters(sample::Election::Parameters{}));

std::size_t count(const std::vector<WhatIf>& all, Kind kind) {
  return static_cast<std::size_t>(std::ranges::count(all, kind, &WhatIf::kind));
}

TEST_CASE("a fault that does not matter is told from one that does", "[report]") {
  const std::vector<WhatIf> all = what_ifs(model, run, sample::eventful(model));
  const auto crash = std::ranges::find(all, Kind::fault, &WhatIf::kind);
  REQUIRE(crash != all.end());
  CHECK(crash->steps == std::vector<std::size_t>{1});
  CHECK(crash->violates);
  CHECK(crash->told ==
        "Without the crash of voter 1 at step 2, all else goes as before; `never done` is violated all the "
        "same.");
  CHECK(count(all, Kind::race) == 0);  // whatever a node does twice follows from what it did before
}

TEST_CASE("a step from which the violation does not follow is marked, and found not to be needed",
          "[report]") {
  sample::Walk walk(model);
  walk.receive(0, 0, {0});
  walk.receive(2, 0, {0});
  walk.receive(1, 0, {0});
  walk.take(3, {Trigger::Kind::act, 0, {}, walk.world().inboxes[3]});
  PropertyResult property = walk.violation("it is done");
  property.nodes = {0};  // of which only the first step is
  const std::vector<WhatIf> all = what_ifs(model, run, property);
  CHECK(count(all, Kind::absent) == 3);
  const std::string story = narrate(model, Network::unreliable, property);
  CHECK(story.find("\n 1  voter 1") != std::string::npos);
  CHECK(story.find("\n 2* voter 3") != std::string::npos);
  CHECK(story.find("(* The violation does not follow from this step.)") != std::string::npos);
}

struct Guest {
  bool packed = false;
  bool left = false;
  bool took_all = false;
  void act(const Received<>&, Context<>& context) {
    std::vector<std::string> options;
    if (!packed) options.emplace_back("pack");
    if (!left) options.emplace_back("leave");
    if (options.empty()) return;
    if (context.choose(options) == "pack") {
      packed = true;
    } else {
      left = true;
      took_all = packed;
    }
  }
};
struct Departure {
  using Roles = pessimist::Roles<Guest>;
  using Messages = pessimist::Messages<>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Departure>& setup) {
    setup.nodes<Guest>(1);
    setup.always("something is left behind", each(&Guest::took_all, [](bool took_all) { return !took_all; }));
  }
};

TEST_CASE("a step that would have to choose something else is not taken for the one that chose", "[report]") {
  const ProtocolModel<Departure> departure(Departure::Parameters{});
  const CheckResult result = check(departure, {});
  const PropertyResult& violated = result.properties.at(0);
  REQUIRE(violated.verdict == PropertyResult::Verdict::violated);
  REQUIRE(violated.steps == 2);
  // First to leave is the second option, and behind packing the only one.
  const std::vector<WhatIf> all = what_ifs(departure, Run{}, violated);
  const auto race = std::ranges::find(all, std::vector<std::size_t>{0, 1}, &WhatIf::steps);
  REQUIRE(race != all.end());
  CHECK_FALSE(race->violates);
}

struct Open {};
struct Close {};
struct Door {
  bool is_open = false;
  bool was_closed = false;
  void receive(const Open&) { is_open = true; }
  void receive(const Close&) {
    if (!is_open) throw std::logic_error("it never was open");
    was_closed = true;
  }
};
struct Opener {
  void start(Context<Open>& context) { context.broadcast<Door>(Open{}); }
};
struct Closer {
  void start(Context<Close>& context) { context.broadcast<Door>(Close{}); }
};
struct Doors {
  using Roles = pessimist::Roles<Door, Opener, Closer>;
  using Messages = pessimist::Messages<Open, Close>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Doors>& setup) {
    setup.nodes<Door>(1);
    setup.nodes<Opener>(1);
    setup.nodes<Closer>(1);
    setup.always("stays open", each(&Door::was_closed, [](bool was_closed) { return !was_closed; }));
  }
};

TEST_CASE("an order in which a handler throws is told, and keeps no report from being written", "[report]") {
  const ProtocolModel<Doors> doors(Doors::Parameters{});
  Walk walk(doors, Network::unreliable, {});
  walk.start({{}, {}, {}});
  walk.take(walk.survey().possible.at(0).step);  // it is opened
  walk.take(walk.survey().possible.back().step);
  PropertyResult property;
  property.name = "stays open";
  property.verdict = PropertyResult::Verdict::violated;
  property.nodes = {0};
  property.trace = walk.trace();
  const std::vector<WhatIf> all = what_ifs(doors, Run{}, property);
  REQUIRE(all.size() == 1);
  CHECK(all[0].kind == Kind::race);
  CHECK_FALSE(all[0].violates);
  CHECK(all[0].told ==
        "With step 2 before step 1, the specification breaks: door receives Close from closer, in state "
        "Door{is_open: false, was_closed: false}: it never was open");
}

struct Twin {
  const char* spec;
  Assignments parameters;
  std::map<Fault, unsigned> faults;
};

TEST_CASE("counterexamples of the shipped protocols, told in full", "[report]") {
  const std::vector<Twin> twins{
      {"two-phase-commit", {{"bug", "commit-early"}}, {}},
      {"paxos", {{"bug", "ignores-votes"}}, {}},
      {"raft-election", {{"bug", "volatile-vote"}}, {{Fault::crash, 1}, {Fault::restart, 1}}},
      {"lease-lock", {{"bug", "no-fencing"}}, {{Fault::pause, 1}}},
      {"primary-backup", {{"bug", "no-witness"}}, {{Fault::partition, 1}, {Fault::heal, 1}}},
      {"two-phase-commit-recovery",
       {{"bug", "unsynced-vote"}},
       {{Fault::crash, 1}, {Fault::restart, 1}, {Fault::lost_writes, 1}}},
      {"reliable-broadcast", {{"bug", "hasty"}, {"values", "1"}}, {{Fault::byzantine, 1}}}};
  for (const Twin& twin : twins) {
    const auto spec = std::ranges::find(registered_specs(), twin.spec, &Spec::name);
    const auto protocol = spec->make(twin.parameters);
    Run of_twin;
    of_twin.spec = twin.spec;
    of_twin.faults = twin.faults;
    of_twin.network = protocol->networks().front();
    CheckOptions options;
    options.network = of_twin.network;
    options.budgets = twin.faults;
    const CheckResult result = check(*protocol, options);
    std::string text;
    for (const PropertyResult& property : result.properties) {
      if (property.verdict != PropertyResult::Verdict::violated) continue;
      text += lanes(*protocol, of_twin.network, property, {true, 100}) + "\n" +
              narrate(*protocol, of_twin.network, property) + why_in_words(*protocol, of_twin, property) +
              minimality_in_words(result, property) + "\n";
    }
    snapshot::check(std::string(twin.spec) + ".txt", text);
  }
}

}  // namespace
}  // namespace pessimist
