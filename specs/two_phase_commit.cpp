// Two-phase commit: each resource manager prepares or aborts; the transaction manager commits if all prepared.
//
// Source: Gray and Lamport, "Consensus on Transaction Commit" (ACM TODS 31(1), 2006), section 3, and step for
// step Lamport's TLA+ TwoPhase of that paper, so that the number of worlds must be his as well (288 for three
// resource managers).
//
// Modelled: a resource manager may abort on its own until it has prepared; the transaction manager hears of
// one Prepared at a time and may abort at any moment before it decides; messages are lost, late and doubled.
// With `--faults crash=1` the protocol shows what it is known for: who has prepared is in doubt until the
// coordinator is back. Not modelled: the transaction manager's request to prepare (as in the TLA+), and what
// the transaction does.

#include <algorithm>
#include <set>
#include <string_view>

#include <pessimist/pessimist.hpp>

namespace {

using namespace pessimist;

enum class Bug { none, commit_early };

enum class Decision { undecided, commit, abort };
enum class State { working, prepared, committed, aborted };

struct Prepared {};
struct Commit {};
struct Abort {};

struct ResourceManager;

struct TransactionManager {
  static constexpr std::string_view name = "tm";

  Constant<int> votes_needed;                ///< to commit: everybody's, but for the bug
  std::set<Id<ResourceManager>> prepared{};  ///< volatile: a Prepared may be delivered again
  Durable<Decision> decision = Decision::undecided;

  void receive(const Prepared&, Id<ResourceManager> from) {
    if (decision == Decision::undecided) prepared.insert(from);
  }

  void act(const Received<>&, Context<Commit, Abort>& context) {
    if (decision != Decision::undecided) return;
    std::set<Decision> possible{Decision::abort};
    if (static_cast<int>(prepared.size()) >= votes_needed) possible.insert(Decision::commit);
    decision = context.choose(possible);
    if (decision == Decision::commit) {
      context.broadcast<ResourceManager>(Commit{});
    } else {
      context.broadcast<ResourceManager>(Abort{});
    }
  }
};

struct ResourceManager {
  static constexpr std::string_view name = "rm";

  Durable<State> state = State::working;

  void act(const Received<>&, Context<Prepared>& context) {
    if (state != State::working) return;
    state = context.choose({State::prepared, State::aborted});
    if (state == State::prepared) context.send(context.only<TransactionManager>(), Prepared{});
  }

  void receive(const Commit&) { state = State::committed; }
  void receive(const Abort&) { state = State::aborted; }
};

Judgement consistent(State one, State other) {
  const bool differ = one == State::committed && other == State::aborted;
  return differ ? fails("one resource manager has committed, the other aborted") : holds();
}

/// Whoever is still working may abort on its own, and whoever has decided is done; the rest are in doubt.
Judgement not_in_doubt(State state) {
  return state == State::prepared ? fails("it has prepared and never learns the decision") : holds();
}

/// Every resource manager is in this state.
auto all_are(State state) {
  return together(&ResourceManager::state, [state](const auto& resource_managers) {
    return std::ranges::all_of(resource_managers, [state](const auto& rm) { return rm.value == state; });
  });
}

struct TwoPhaseCommit {
  static constexpr std::string_view name = "two-phase-commit";
  static constexpr std::string_view summary = "atomic commit with one coordinator (Gray and Lamport 2006)";

  using Roles = pessimist::Roles<TransactionManager, ResourceManager>;
  using Messages = pessimist::Messages<Prepared, Commit, Abort>;

  struct Parameters {
    Parameter<int> rms{3, "resource managers", 1, 16};
    Parameter<Bug> bug{Bug::none, "commit-early: the transaction manager commits with one Prepared missing"};
  };

  static void set_up(const Parameters& parameters, Setup<TwoPhaseCommit>& setup) {
    const int rms = parameters.rms;
    setup.nodes(1, TransactionManager{.votes_needed = parameters.bug == Bug::commit_early ? rms - 1 : rms});
    setup.nodes<ResourceManager>(static_cast<std::size_t>(rms));
    setup.faults({Fault::crash, Fault::restart});

    setup.always("consistent", pairs(&ResourceManager::state, consistent));
    setup.sometimes("all committed", all_are(State::committed));
    setup.sometimes("all aborted", all_are(State::aborted));
    setup.no_deadlock("nobody is left in doubt", each(&ResourceManager::state, not_in_doubt));
  }
};

PESSIMIST_SPEC(TwoPhaseCommit);

}  // namespace
