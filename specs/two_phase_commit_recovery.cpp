// Two-phase commit as it is built: a coordinator and participants that keep logs, crash, and find their way back.
//
// Source: Gray, "Notes on Data Base Operating Systems" (1978), section 5.8.3.3, and Bernstein, Hadzilacos and Goodman,
// "Concurrency Control and Recovery in Database Systems" (1987), section 7.4: what is logged when, and what is made of it
// after a crash.
//
// Modelled: one transaction; the request to vote, votes, the decision, its repetition to whoever asks; a coordinator that
// may decide to abort at any moment; logs that are on disk once they are synced; crashes, also in the middle of a handler
// and of the whole machine, which loses what was not synced; messages that are lost, late and doubled. A record is
// written before what depends on it is sent. Not modelled: acknowledgements, by which the coordinator may forget, and that
// participants ask each other.
//
// Agreement survives all of it. What does not is progress: with a coordinator that stays down whoever has voted yes
// waits for ever, as `--faults crash=1` shows.

#include <algorithm>
#include <set>
#include <string_view>

#include <pessimist/pessimist.hpp>

namespace {

using namespace pessimist;

enum class Bug { none, forgets_vote, reply_before_persist, unsynced_vote, decides_before_logging };

enum class Decision { none, commit, abort };

struct VoteRequest {};
struct Yes {};
struct No {};
struct Inquiry {};
struct Outcome {
  Decision decision = Decision::none;
};

struct Participant;

struct Coordinator {
  Constant<Bug> bug;
  Buffered<Decision> log = Decision::none;
  std::set<Id<Participant>> yes{};

  void start(Context<VoteRequest>& context) const { context.broadcast<Participant>(VoteRequest{}); }

  /// What was not decided before the crash is aborted: the votes are lost, and nobody was told of a commit.
  void restart(Context<Outcome>& context) {
    decide(*log == Decision::none ? Decision::abort : *log, context);
  }

  void receive(const Yes&, Id<Participant> from, Context<Outcome>& context) {
    if (*log != Decision::none) return;
    yes.insert(from);
    if (yes.size() == context.count<Participant>()) decide(Decision::commit, context);
  }
  void receive(const No&, Context<Outcome>& context) {
    if (*log == Decision::none) decide(Decision::abort, context);
  }
  void receive(const Inquiry&, Id<Participant> from, Context<Outcome>& context) const {
    if (*log != Decision::none) context.send(from, Outcome{log});
  }

  /// Somebody has not answered in time.
  void act(const Received<>&, Context<Outcome>& context) {
    if (*log == Decision::none) decide(Decision::abort, context);
  }

  void decide(Decision decision, Context<Outcome> context) {
    yes.clear();
    const bool is_late = bug == Bug::decides_before_logging;
    if (is_late) context.broadcast<Participant>(Outcome{decision});
    log = decision;
    context.sync();
    if (!is_late) context.broadcast<Participant>(Outcome{decision});
  }
};

struct Participant {
  enum class State { working, prepared, committed, aborted };

  Constant<Bug> bug;
  Buffered<State> log = State::working;

  void restart(Context<Inquiry>& context) {
    if (bug == Bug::forgets_vote && *log == State::prepared) log = State::working;
    if (*log == State::working) write(State::aborted, context);  // it has not voted, or the vote is not out
    if (*log == State::prepared) context.send(context.only<Coordinator>(), Inquiry{});
  }

  void receive(const VoteRequest&, Context<Yes, No>& context) {
    if (*log != State::working) return;
    const Id<Coordinator> coordinator = context.only<Coordinator>();
    if (context.choose({State::prepared, State::aborted}) == State::aborted) {
      write(State::aborted, context);
      context.send(coordinator, No{});
      return;
    }
    if (bug == Bug::reply_before_persist) context.send(coordinator, Yes{});
    log = State::prepared;
    if (bug != Bug::unsynced_vote) context.sync();
    if (bug != Bug::reply_before_persist) context.send(coordinator, Yes{});
  }

  void receive(const Outcome& outcome, Context<>& context) {
    if (*log != State::working && *log != State::prepared) return;
    write(outcome.decision == Decision::commit ? State::committed : State::aborted, context);
  }

  void write(State state, Context<> context) {
    log = state;
    context.sync();
  }
};

using State = Participant::State;

Judgement agree(State one, State other) {
  return implies(one == State::committed, other != State::aborted,
                 "one participant has committed, the other has aborted");
}

Judgement follows_decision(Decision decision, State participant) {
  return implies(decision == Decision::abort, participant != State::committed,
                 "a participant has committed, and the coordinator has logged an abort");
}

bool all_are(const auto& participants, State state) {
  return std::ranges::all_of(participants, [state](const auto& one) { return one.value == state; });
}

struct TwoPhaseCommitRecovery {
  static constexpr std::string_view name = "two-phase-commit-recovery";
  static constexpr std::string_view summary = "two-phase commit with logs and recovery (Gray 1978)";

  using Roles = pessimist::Roles<Coordinator, Participant>;
  using Messages = pessimist::Messages<VoteRequest, Yes, No, Inquiry, Outcome>;

  struct Parameters {
    Parameter<int> participants{3, "participants", 1, 9};
    Parameter<Bug> bug{Bug::none,
                       "forgets-vote: a participant that crashes forgets that it voted; "
                       "reply-before-persist: a participant votes before it logs its vote; "
                       "unsynced-vote: a participant votes before its log is on disk; "
                       "decides-before-logging: a coordinator tells its decision before it logs it"};
  };

  static void set_up(const Parameters& parameters, Setup<TwoPhaseCommitRecovery>& setup) {
    setup.nodes(1, Coordinator{.bug = *parameters.bug});
    setup.nodes(static_cast<std::size_t>(*parameters.participants), Participant{.bug = *parameters.bug});
    setup.faults({Fault::crash, Fault::restart, Fault::crash_in_handler, Fault::lost_writes});

    setup.always("agreement", pairs(&Participant::log, agree));
    setup.always("decision is followed", pairs(&Coordinator::log, &Participant::log, follows_decision));
    setup.sometimes("all commit", together(&Participant::log, [](const auto& participants) {
                      return all_are(participants, State::committed);
                    }));
    setup.sometimes("all abort", together(&Participant::log, [](const auto& participants) {
                      return all_are(participants, State::aborted);
                    }));
    setup.no_deadlock(
        "nobody is left in doubt", each(&Participant::log, [](State state) {
          return state == State::prepared ? fails("it has voted yes and never learns the decision") : holds();
        }));
  }
};

PESSIMIST_SPEC(TwoPhaseCommitRecovery);

}  // namespace
