// What the specifications that are about faults must come to. Figures are enumerated by the naive explorer in tests/naive,
// which shares no code with the engine, but where it is said.

#include <map>
#include <string>

#include "specs/checked.hpp"

namespace pessimist::specs {
namespace {

using Budgets = std::map<Fault, unsigned>;

Budgets once(std::initializer_list<Fault> faults) {
  Budgets budgets;
  for (const Fault fault : faults) budgets[fault] = 1;
  return budgets;
}

const Budgets crash_within = once({Fault::crash_in_handler, Fault::restart});
const std::string never_delivers = "one process has delivered, the other never will";
const Budgets machine_crash = once({Fault::crash, Fault::restart, Fault::lost_writes});

const ReductionSet by_orbits{.alone = true, .classes = true, .symmetry = true};

/// All properties hold, or those that are named; there are too many worlds to visit them all.
void stands(const Run& run, const std::vector<std::string>& properties = {}) {
  INFO(shown(run));
  CHECK(to_string(checked(run, properties, by_orbits).verdict) == "proved");
}

TEST_CASE("two-phase-commit-recovery agrees, whatever crashes", "[specs]") {
  proves({"two-phase-commit-recovery", {{"participants", "2"}}}, 44, 6);
  proves({"two-phase-commit-recovery"}, 196, 9);
  proves({"two-phase-commit-recovery", {}, one_crash_and_restart}, 1'429, 11);
  proves({"two-phase-commit-recovery", {{"participants", "2"}}, machine_crash}, 256, 8);
  reaches({"two-phase-commit-recovery"}, "all commit", 9);
  reaches({"two-phase-commit-recovery"}, "all abort", 3);
}

TEST_CASE("two-phase-commit-recovery blocks while the coordinator is down", "[specs]") {
  const std::string why = "it has voted yes and never learns the decision";
  breaks({"two-phase-commit-recovery", {}, one_crash}, "nobody is left in doubt", 4, why);
  breaks({"two-phase-commit-recovery",
          {},
          once({Fault::crash, Fault::restart, Fault::crash_in_handler, Fault::lost_writes})},
         "nobody is left in doubt", 5, why);
}

TEST_CASE("two-phase-commit-recovery: each twin breaks under its fault, and not without", "[specs]") {
  const auto twin = [](const std::string& bug, const Budgets& faults) {
    return Run{"two-phase-commit-recovery", {{"bug", bug}}, faults};
  };
  const std::string why = "one participant has committed, the other has aborted";
  breaks(twin("forgets-vote", one_crash_and_restart), "agreement", 9, why);
  breaks(twin("reply-before-persist", crash_within), "agreement", 8, why);
  keeps(twin("reply-before-persist", one_crash_and_restart), "agreement");
  breaks(twin("unsynced-vote", machine_crash), "agreement", 9, why);
  keeps(twin("unsynced-vote", one_crash_and_restart), "agreement");
  breaks(twin("decides-before-logging", crash_within), "agreement", 9, why);
  breaks(twin("decides-before-logging", crash_within), "decision is followed", 8,
         "a participant has committed, and the coordinator has logged an abort");
  keeps(twin("decides-before-logging", one_crash_and_restart), "agreement");
}

TEST_CASE("lease-lock keeps leases apart, however long a client pauses and whatever clocks say", "[specs]") {
  proves({"lease-lock"}, 1'588, 14);
  proves({"lease-lock", {}, {}, Network::fifo}, 1'588, 14);
  proves({"lease-lock", {}, once({Fault::pause})}, 2'518, 15);
  proves({"lease-lock", {}, once({Fault::skew, Fault::jump})}, 38'791, 15);
  proves({"lease-lock", {}, once({Fault::crash, Fault::restart, Fault::pause})}, 15'054, 17);
}

TEST_CASE("what the specifications claim to survive, at once", "[specs]") {
  stands({"two-phase-commit-recovery",
          {},
          {{Fault::crash, 2}, {Fault::restart, 2}, {Fault::crash_in_handler, 1}, {Fault::lost_writes, 1}}},
         {"agreement", "decision is followed"});
  stands({"lease-lock",
          {},
          once({Fault::crash_in_handler, Fault::restart, Fault::drop, Fault::duplicate, Fault::pause,
                Fault::skew})});
  stands({"lease-lock", {}, once({Fault::crash, Fault::restart, Fault::jump, Fault::pause})});
  stands({"primary-backup",
          {},
          once({Fault::crash, Fault::restart, Fault::isolate, Fault::cut, Fault::heal, Fault::drop})});
  stands({"primary-backup",
          {},
          once({Fault::crash_in_handler, Fault::restart, Fault::partition, Fault::heal, Fault::duplicate})});
  stands({"abd-register", {}, crash_within});
  stands({"quorum-kv", {}, crash_within});
  stands({"raft", {}, once({Fault::crash, Fault::restart, Fault::lost_writes})});
}

TEST_CASE("lease-lock without fencing rests on clocks, and on nobody pausing", "[specs]") {
  const std::string why = "something is written under a lease after a later lease was written under";
  const std::string name = "leases do not mix";
  const auto twin = [](const std::string& bug, const Budgets& faults) {
    return Run{"lease-lock", {{"bug", bug}}, faults};
  };
  proves(twin("no-fencing", {}), 1'588, 14);
  breaks(twin("no-fencing", once({Fault::pause})), name, 14, why);
  breaks(twin("no-fencing", once({Fault::skew})), name, 13, why);
  breaks(twin("no-fencing", once({Fault::jump})), name, 13, why);
  breaks(twin("counts-from-grant", {}), name, 13, why);
  keeps(twin("forgets-token", one_crash_and_restart), name);
  breaks(twin("forgets-token", once({Fault::crash, Fault::restart, Fault::pause})), name, 16, why);
}

const std::string two_histories = "two replicas have acknowledged different writes in one place";

TEST_CASE("primary-backup acknowledges one history, whatever is cut off", "[specs]") {
  keeps({"primary-backup"}, "acknowledged writes agree");
  keeps({"primary-backup"}, "at most one serves alone", /*vacuous=*/true);
  proves({"primary-backup", {}, one_crash}, 783, 17);
  proves({"primary-backup", {}, once({Fault::partition})}, 1'828, 18);
  proves({"primary-backup", {}, once({Fault::crash, Fault::restart, Fault::partition, Fault::heal})}, 41'035,
         22);
}

TEST_CASE("primary-backup without a witness has a split brain", "[specs]") {
  const auto twin = [](const Budgets& faults) {
    return Run{"primary-backup", {{"bug", "no-witness"}}, faults};
  };
  for (const Budgets& faults : {once({Fault::partition}), once({Fault::isolate})}) {
    breaks(twin(faults), "acknowledged writes agree", 5, two_histories);
    breaks(twin(faults), "at most one serves alone", 3, "both replicas serve alone");
  }
  breaks(twin({{Fault::cut, 2}}), "acknowledged writes agree", 6, two_histories);
  proves(twin(one_crash), 643, 15);           // who is silent is dead
  proves(twin(once({Fault::cut})), 746, 15);  // who is not heard hears, and nobody else suspects anybody
}

TEST_CASE("primary-backup needs a witness that remembers, and a backup that has what is acknowledged",
          "[specs]") {
  const auto twin = [](const std::string& bug, const Budgets& faults) {
    return Run{"primary-backup", {{"bug", bug}}, faults};
  };
  const Budgets cut_off = once({Fault::crash, Fault::restart, Fault::partition});
  const Budgets healed = once({Fault::crash, Fault::restart, Fault::partition, Fault::heal});
  breaks(twin("forgetful-witness", healed), "acknowledged writes agree", 12, two_histories);
  breaks(twin("forgetful-witness", healed), "at most one serves alone", 10, "both replicas serve alone");
  keeps(twin("forgetful-witness", cut_off), "acknowledged writes agree");
  breaks(twin("early-reply", one_crash), "acknowledged writes agree", 6, two_histories);
  breaks(twin("early-reply", once({Fault::partition})), "acknowledged writes agree", 6, two_histories);
}

TEST_CASE("abd-register is atomic while replicas keep their disks", "[specs]") {
  proves({"abd-register", {{"readers", "1"}}}, 36'821, 21);
  proves({"abd-register", {{"readers", "1"}}, one_crash_and_restart}, 184'105, 23);
  const std::string why = "it returns what is older than an operation that was finished when it began";
  breaks({"abd-register", {{"readers", "1"}}, once({Fault::amnesia})}, "atomic", 16, why);
  breaks({"abd-register", {{"readers", "1"}, {"reads", "2"}, {"bug", "no-write-back"}}}, "atomic", 12, why);
  breaks({"abd-register", {{"readers", "1"}, {"bug", "small-quorum"}}}, "atomic", 9, why);
}

TEST_CASE("reliable-broadcast stands one liar of four", "[specs]") {
  proves({"reliable-broadcast"}, 737, 12);
  proves({"reliable-broadcast", {{"values", "1"}}, once({Fault::byzantine})}, 37'479, 18);
  reaches({"reliable-broadcast"}, "everybody delivers", 10);
  stands({"reliable-broadcast", {}, once({Fault::byzantine})});
}

TEST_CASE("reliable-broadcast does not stand one liar of three", "[specs]") {
  const Run three{"reliable-broadcast", {{"processes", "3"}}, once({Fault::byzantine})};
  proves({"reliable-broadcast", {{"processes", "3"}}}, 219, 9);
  breaks(three, "agreement", 11, "two processes deliver different values");
  breaks(three, "totality", 7, never_delivers);
  keeps(three, "validity");
}

TEST_CASE("reliable-broadcast without one of its steps leaves somebody behind", "[specs]") {
  const auto twin = [](const std::string& bug, const std::string& values) {
    return Run{"reliable-broadcast", {{"values", values}, {"bug", bug}}, once({Fault::byzantine})};
  };
  breaks(twin("hasty", "1"), "totality", 9, never_delivers);
  breaks(twin("no-amplification", "1"), "totality", 11, never_delivers);
  const CheckResult skips = checked(twin("skips-echo", "2"), {"totality"}, by_orbits);
  REQUIRE(property(skips, "totality").trace);
  CHECK(property(skips, "totality").trace->steps.size() == 10);
}

const std::string misses = "a write was finished when it began to read, and it did not see it";
const std::string goes_back = "a newer version had been read when it began to read";

TEST_CASE("quorum-kv sees what was written where the quorums meet", "[specs]") {
  proves({"quorum-kv", {{"readers", "1"}}}, 21'394, 20);
  proves({"quorum-kv", {{"readers", "1"}, {"w", "3"}, {"r", "1"}}}, 31'159, 21);
  breaks({"quorum-kv", {{"readers", "1"}, {"w", "1"}}}, "reads see finished writes", 9, misses);
  breaks({"quorum-kv", {{"readers", "1"}, {"r", "1"}}}, "reads see finished writes", 9, misses);
  breaks({"quorum-kv", {{"readers", "1"}, {"bug", "sloppy-quorum"}}}, "reads see finished writes", 11,
         misses);
  breaks({"quorum-kv", {{"readers", "1"}}, once({Fault::amnesia})}, "reads see finished writes", 12, misses);
}

TEST_CASE("quorum-kv goes back where reads do not repair first", "[specs]") {
  const auto twin = [](const std::string& bug) {
    return Run{"quorum-kv", {{"readers", "1"}, {"reads", "2"}, {"bug", bug}}};
  };
  breaks(twin("no-repair"), "reads do not go back", 12, goes_back);
  keeps(twin("no-repair"), "reads see finished writes");
  breaks(twin("late-repair"), "reads do not go back", 12, goes_back);
}

}  // namespace
}  // namespace pessimist::specs
