// What checking the shipped specifications must come to: verdicts, worlds, depths, and the least traces of their broken
// twins. Each figure is from elsewhere than the engine: "published" are those of other tools (TLC, Spin, Rumur), listed
// in the project's ground truth; "enumerated" are those of the naive explorer in tests/naive, which shares no code with
// the engine.

#include <map>
#include <string>

#include "specs/checked.hpp"

namespace pessimist::specs {
namespace {

TEST_CASE("two-phase-commit has Lamport's worlds", "[specs]") {
  proves({"two-phase-commit", {{"rms", "2"}}}, 56, 7);  // enumerated
  // Published; the depth of the larger ones enumerated: three events for each resource manager, and the decision.
  proves({"two-phase-commit"}, 288, 10);
  proves({"two-phase-commit", {{"rms", "4"}}}, 1'568, 13);
  proves({"two-phase-commit", {{"rms", "5"}}}, 8'832, 16);
  proves({"two-phase-commit", {{"rms", "6"}}}, 50'816, 19);
  proves({"two-phase-commit", {{"rms", "7"}}}, 296'448, 22);
}

TEST_CASE("two-phase-commit has Lamport's worlds, and they are many", "[specs]") {
  proves({"two-phase-commit", {{"rms", "8"}}}, 1'745'408, 25);  // published; the depth as above
}

TEST_CASE("two-phase-commit of one resource manager has nobody to disagree", "[specs]") {
  const CheckResult result = checked({"two-phase-commit", {{"rms", "1"}}});
  CHECK(to_string(result.verdict) == "proved");
  CHECK(result.states == 12);  // enumerated, as is the depth
  CHECK(result.depth == 4);
  CHECK(property(result, "consistent").vacuous);
}

TEST_CASE("two-phase-commit reaches both decisions", "[specs]") {
  reaches({"two-phase-commit"}, "all committed", 10);  // enumerated, as is the next
  reaches({"two-phase-commit"}, "all aborted", 3);
}

TEST_CASE("two-phase-commit that commits early is inconsistent", "[specs]") {
  const std::string why = "one resource manager has committed, the other aborted";
  breaks({"two-phase-commit", {{"bug", "commit-early"}}}, "consistent", 7, why);                 // enumerated
  breaks({"two-phase-commit", {{"rms", "7"}, {"bug", "commit-early"}}}, "consistent", 15, why);  // published
}

TEST_CASE("two-phase-commit blocks while a node is down, and only then", "[specs]") {
  // Enumerated; that it must block is in every textbook.
  breaks({"two-phase-commit", {}, one_crash}, "nobody is left in doubt", 4,
         "it has prepared and never learns the decision");
  keeps({"two-phase-commit", {}, one_crash}, "consistent");
  proves({"two-phase-commit", {}, one_crash_and_restart}, 1'547, 12);
}

TEST_CASE("raft holds, and its broken twins do not", "[specs]") {
  const Assignments least{{"max_term", "1"}, {"entries", "1"}};
  const std::map<Fault, unsigned> crash_within{{Fault::crash_in_handler, 1}, {Fault::restart, 1}};
  // The naive explorer agrees with the engine on this one, without faults and with (specs_test.cpp).
  for (const auto& faults : {std::map<Fault, unsigned>{}, one_crash_and_restart, crash_within})
    CHECK(to_string(checked({"raft", least, faults}).verdict) == "proved");
  const auto twin = [&](const std::string& bug, const std::string& terms) {
    return Assignments{{"max_term", terms}, {"entries", "1"}, {"bug", bug}};
  };
  const std::string two_leaders = "two servers were elected in term 1";
  const std::string lacks = "the leader of term 2 lacks an entry that was applied in term 1";
  breaks({"raft", twin("volatile-vote", "1"), one_crash_and_restart}, "Election Safety", 8, two_leaders);
  breaks({"raft", twin("reply-before-persist", "1"), crash_within}, "Election Safety", 7, two_leaders);
  keeps({"raft", twin("reply-before-persist", "1"), one_crash_and_restart}, "Election Safety");
  const std::map<Fault, unsigned> machine_crash{
      {Fault::crash, 1}, {Fault::restart, 1}, {Fault::lost_writes, 1}};
  breaks({"raft", twin("unsynced-log", "2"), machine_crash}, "Leader Completeness", 11, lacks);
  const ReductionSet reductions{.alone = true, .symmetry = true};
  const CheckResult synced =
      checked({"raft", twin("unsynced-log", "2"), one_crash_and_restart}, {}, reductions);
  CHECK(to_string(synced.verdict) == "proved");
  breaks({"raft", twin("ignores-logs", "2")}, "Leader Completeness", 9, lacks);
  breaks({"raft", twin("truncates-log", "2")}, "Leader Completeness", 10, lacks);
}

// Figure 8 of the paper. Unreduced it is out of reach; that there is no shorter way rests on the reductions, which find the
// same with and without symmetry.
TEST_CASE("raft that commits an entry of an earlier term loses it", "[specs]") {
  ReductionSet reductions;
  reductions.alone = reductions.classes = reductions.symmetry = true;
  const Assignments twin{{"max_term", "4"}, {"entries", "1"}, {"bug", "commit-old-term"}};
  const CheckResult result = checked({"raft", twin}, {"Leader Completeness"}, reductions);
  const PropertyResult& broken = property(result, "Leader Completeness");
  CHECK(broken.why == "the leader of term 4 lacks an entry that was applied in term 3");
  REQUIRE(broken.trace.has_value());
  CHECK(broken.trace->steps.size() == 18);
}

TEST_CASE("paxos does without an acceptor's disk just if no acceptor loses it", "[specs]") {
  breaks({"paxos", {}, {{Fault::amnesia, 1}}}, "agreement", 13,
         "different values are chosen .*");  // published
  keeps({"paxos", {}, {{Fault::amnesia, 0}, {Fault::crash, 1}, {Fault::restart, 1}}}, "agreement");
}

TEST_CASE("paxos has Lamport's worlds", "[specs]") {
  // Published.
  proves({"paxos"}, 3'921, 16);
  proves({"paxos", {{"ballots", "3"}}}, 185'369, 24);
  // Enumerated.
  proves({"paxos", {{"acceptors", "1"}, {"ballots", "3"}}}, 275, 12);
  proves({"paxos", {{"acceptors", "2"}}}, 145, 12);
  proves({"paxos", {{"values", "1"}}}, 1'681, 16);
  proves({"paxos", {{"values", "3"}}}, 6'801, 16);
}

TEST_CASE("paxos chooses a value in six steps at best", "[specs]") {
  reaches({"paxos"}, "a value is chosen", 6);  // enumerated: two acceptors, twice, and the leader, twice
}

TEST_CASE("paxos with a bug chooses two values", "[specs]") {
  const std::string why = "different values are chosen in ballots 1 and 2";
  // Published.
  breaks({"paxos", {{"bug", "ignores-votes"}}}, "agreement", 12, why);
  breaks({"paxos", {{"bug", "quorum-of-one"}}}, "agreement", 8, why);
  proves({"paxos", {{"bug", "amnesia"}}}, 3'921, 16);
  // Published as 13, where one event is both the crash and the restart; enumerated.
  breaks({"paxos", {{"bug", "amnesia"}}, one_crash_and_restart}, "agreement", 14, why);
}

TEST_CASE("paxos agrees across a crash", "[specs]") {
  proves({"paxos", {}, one_crash_and_restart}, 31'368, 18);        // enumerated
  keeps({"paxos", {{"bug", "amnesia"}}, one_crash}, "agreement");  // who forgets must come back to do harm
}

TEST_CASE("raft-election elects one leader per term", "[specs]") {
  // Enumerated.
  proves({"raft-election"}, 4'737, 10);
  proves({"raft-election", {}, one_crash_and_restart}, 28'791, 13);
  proves({"raft-election", {{"max-term", "3"}}}, 106'225, 14);
  reaches({"raft-election"}, "a leader is elected", 3);
  reaches({"raft-election"}, "everybody knows the leader", 5);
}

TEST_CASE("raft-election stops at the bound and says so", "[specs]") {
  CHECK(checked({"raft-election"}).cut == 2'634);  // enumerated
}

TEST_CASE("raft-election never has two leaders at once where it has one term", "[specs]") {
  keeps({"raft-election", {{"max-term", "1"}}}, "one leader per term", /*vacuous=*/true);
  keeps({"raft-election", {{"max-term", "1"}}}, "one leader elected per term");
}

TEST_CASE("raft-election with a volatile vote elects two leaders after a restart, and only then", "[specs]") {
  const Assignments bug{{"bug", "volatile-vote"}};
  // Enumerated.
  breaks({"raft-election", bug, one_crash_and_restart}, "one leader per term", 8, "two servers lead term 1");
  breaks({"raft-election", bug, one_crash_and_restart}, "one leader elected per term", 8,
         "two servers were elected in term 1");
  proves({"raft-election", bug}, 4'737, 10);
  proves({"raft-election", bug, one_crash}, 14'424, 11);
}

TEST_CASE("snapshot accounts for all money over channels that keep their order", "[specs]") {
  // Enumerated.
  proves({"snapshot"}, 1'099'176, 19);
  proves({"snapshot", {{"transfers", "1"}}}, 52'316, 13);
  proves({"snapshot", {{"processes", "2"}, {"transfers", "1"}}}, 140, 8);
  proves({"snapshot", {{"processes", "2"}, {"transfers", "2"}, {"balance", "2"}}}, 1'111, 12);
  proves({"snapshot", {{"transfers", "0"}}}, 80, 7);
  reaches({"snapshot", {{"transfers", "1"}}}, "a snapshot is complete", 7);
}

TEST_CASE("snapshot loses money over channels that do not", "[specs]") {
  // Enumerated. The least: a transfer, the beginning, and the markers, two for each process.
  breaks({"snapshot", {}, {}, Network::unordered}, "money is conserved", 8,
         "the snapshot accounts for 2 of 3 units of money");
  breaks({"snapshot", {{"processes", "2"}}, {}, Network::unordered}, "money is conserved", 4,
         "the snapshot accounts for 1 of 2 units of money");
  keeps({"snapshot", {{"transfers", "0"}}, {}, Network::unordered}, "money is conserved");
}

TEST_CASE("mutex excludes, and serves everybody", "[specs]") {
  // Enumerated.
  proves({"mutex"}, 2'822, 18);
  proves({"mutex", {}, {}, Network::fifo}, 2'049, 18);
  proves({"mutex", {{"entries", "2"}}}, 37'229, 36);
  proves({"mutex", {{"processes", "2"}}}, 34, 8);
  proves({"mutex", {{"processes", "2"}, {"entries", "2"}}}, 151, 16);
  proves({"mutex", {{"processes", "2"}, {"entries", "3"}}}, 400, 24);
  proves({"mutex", {{"processes", "2"}, {"entries", "2"}}, {}, Network::fifo}, 126, 16);
  reaches({"mutex"}, "all others wait while one is inside", 7);
}

TEST_CASE("mutex that ignores the clock does not exclude", "[specs]") {
  // Enumerated. Two requests, and for both of them two deliveries and two replies.
  const std::string why = "two processes are in their critical sections";
  breaks({"mutex", {{"bug", "ignores-clock"}}}, "mutual exclusion", 10, why);
  breaks({"mutex", {{"processes", "2"}, {"bug", "ignores-clock"}}}, "mutual exclusion", 6, why);
}

TEST_CASE("chain-replication tells clients what every replica has", "[specs]") {
  // Enumerated. The depth: an update makes a step for each replica and one for its reply, a query two; two clients.
  proves({"chain-replication"}, 2'787, 16);
  proves({"chain-replication", {{"queries", "1"}}}, 581, 12);
  proves({"chain-replication", {{"replicas", "2"}}}, 2'285, 14);
  proves({"chain-replication", {{"replicas", "5"}}}, 3'941, 20);
  proves({"chain-replication", {{"updates", "2"}, {"queries", "1"}}}, 14'603, 20);
  proves({"chain-replication", {{"clients", "1"}}}, 31, 8);
  reaches({"chain-replication"}, "everybody is served", 16);
}

TEST_CASE("chain-replication needs no links that keep their order", "[specs]") {
  // Enumerated.
  proves({"chain-replication", {}, {}, Network::unordered}, 4'715, 16);
  proves({"chain-replication", {}, {}, Network::unreliable}, 147'879, 24);
  proves({"chain-replication", {{"queries", "1"}}, {}, Network::unordered}, 827, 12);
  proves({"chain-replication", {{"queries", "1"}}, {}, Network::unreliable}, 4'103, 16);
}

TEST_CASE("chain-replication that replies early acknowledges what the tail does not have", "[specs]") {
  // Enumerated. The least: all replicas but the tail, and the reply.
  const std::string why = "an update is acknowledged that a replica does not have";
  breaks({"chain-replication", {{"bug", "early-reply"}}}, "acknowledged is everywhere", 3, why);
  breaks({"chain-replication", {{"replicas", "5"}, {"bug", "early-reply"}}}, "acknowledged is everywhere", 5,
         why);
  keeps({"chain-replication", {{"bug", "early-reply"}}}, "updates propagate in order");
  keeps({"chain-replication", {{"replicas", "1"}, {"bug", "early-reply"}}}, "acknowledged is everywhere");
}

TEST_CASE("chain-replication that skips the order needs links that keep it", "[specs]") {
  // Enumerated. The least: two updates at the head, and the second at the next replica; five or six steps for a client
  // to be told of it there.
  const Assignments bug{{"bug", "skips-order"}};
  const std::string order = "a replica's history is no prefix of that of one before it";
  const std::string told = "an answer tells of an update that a replica does not have";
  proves({"chain-replication", bug}, 2'787, 16);
  for (const Network network : {Network::unordered, Network::unreliable}) {
    breaks({"chain-replication", bug, {}, network}, "updates propagate in order", 3, order);
    breaks({"chain-replication", bug, {}, network}, "answered is everywhere", 6, told);
  }
  breaks({"chain-replication", {{"replicas", "2"}, {"bug", "skips-order"}}, {}, Network::unordered},
         "answered is everywhere", 5, told);
}

TEST_CASE("chain-replication that is queried anywhere goes back", "[specs]") {
  // Enumerated. The least: an update at the head, a query there, and another at the tail.
  const Assignments bug{{"bug", "queries-anywhere"}};
  breaks({"chain-replication", bug}, "answered is everywhere", 3,
         "an answer tells of an update that a replica does not have");
  breaks({"chain-replication", bug}, "answers never go back", 5,
         "a later answer lacks an update that an earlier one told of");
  keeps({"chain-replication", {{"queries", "1"}, {"bug", "queries-anywhere"}}}, "answers never go back");
}

TEST_CASE("scatter-gather puts everybody's answers together", "[specs]") {
  // Enumerated, and as many as must be: a task is under way, in one of its steps, an answer under way or gathered; all
  // of a request's are gathered before its result comes, so that there are ((steps + 3) ^ workers + 1) ^ requests.
  proves({"scatter-gather"}, 4'225, 20);
  proves({"scatter-gather", {{"workers", "4"}}}, 66'049, 26);
  proves({"scatter-gather", {{"workers", "2"}, {"requests", "3"}}}, 4'913, 21);
  proves({"scatter-gather", {{"steps", "2"}}}, 15'876, 26);
  proves({"scatter-gather", {{"workers", "1"}, {"requests", "1"}}}, 5, 4);
  reaches({"scatter-gather"}, "everybody has a result", 20);
  // Enumerated. Where nothing is delivered twice nothing else changes; on links that keep their order answers queue up.
  proves({"scatter-gather", {}, {}, Network::unordered}, 4'225, 20);
  proves({"scatter-gather", {}, {}, Network::fifo}, 5'042, 20);
}

TEST_CASE("scatter-gather does the work again that a crash lost, where tasks come again", "[specs]") {
  // Enumerated.
  const std::string why = "it waits for its result for ever";
  proves({"scatter-gather", {}, one_crash_and_restart}, 67'136, 24);
  breaks({"scatter-gather", {}, one_crash}, "everybody has a result in the end", 13, why);
  breaks({"scatter-gather", {}, one_crash_and_restart, Network::unordered},
         "everybody has a result in the end", 16, why);
}

TEST_CASE("scatter-gather that counts doubles is content too early", "[specs]") {
  // Enumerated. The least: one task, its one step, its answer once for each worker, and the result.
  const Assignments bug{{"bug", "counts-doubles"}};
  breaks({"scatter-gather", bug}, "a result is complete", 6, "its result is of 1 of 3 workers");
  breaks({"scatter-gather", {{"workers", "2"}, {"bug", "counts-doubles"}}}, "a result is complete", 5,
         "its result is of 1 of 2 workers");
  keeps({"scatter-gather", bug}, "a result is of one request");
  proves({"scatter-gather", bug, {}, Network::unordered}, 4'225, 20);  // none is doubled
}

TEST_CASE("scatter-gather that mixes requests answers one with what was for another", "[specs]") {
  // Enumerated. The least: each worker's task, step and answer, and the result.
  const std::string why = "its result has an answer to somebody else's request";
  breaks({"scatter-gather", {{"bug", "mixes-requests"}}}, "a result is of one request", 10, why);
  breaks({"scatter-gather", {{"workers", "2"}, {"bug", "mixes-requests"}}}, "a result is of one request", 7,
         why);
  breaks({"scatter-gather", {{"bug", "mixes-requests"}}, {}, Network::unordered},
         "everybody has a result in the end", 18, "it waits for its result for ever");
  proves({"scatter-gather", {{"requests", "1"}, {"bug", "mixes-requests"}}}, 65, 10);  // there is no other
}

TEST_CASE("specs are refused what they do not offer", "[specs]") {
  CHECK_THROWS_AS(checked({"paxos", {{"bug", "typo"}}}), UsageError);
  CHECK_THROWS_AS(checked({"two-phase-commit", {{"rms", "17"}}}), UsageError);
  CHECK_THROWS_AS(checked({"snapshot", {}, one_crash}), UsageError);
  CHECK_THROWS_AS(checked({"mutex", {}, {}, Network::unreliable}), UsageError);
  CHECK_THROWS_AS(checked({"chain-replication", {}, one_crash}), UsageError);
}

}  // namespace
}  // namespace pessimist::specs
