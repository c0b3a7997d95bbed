#pragma once

// specs/two_phase_commit.cpp once more, to see what it costs a handler to keep its state in one type or another:
// `Votes` says how the transaction manager remembers who has prepared. Same worlds, same transitions.

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include <pessimist/pessimist.hpp>

namespace pessimist::benchmark {

enum class Decision { undecided, commit, abort };
enum class State { working, prepared, committed, aborted };

struct Prepared {};
struct Commit {};
struct Abort {};

template <class Votes>
struct ResourceManager;

template <class Votes>
struct TransactionManager {
  static constexpr std::string_view name = "tm";

  int votes_needed = 0;
  Votes prepared{};
  Durable<Decision> decision = Decision::undecided;

  void receive(const Prepared&, Id<ResourceManager<Votes>> from) {
    if (decision == Decision::undecided) prepared.insert(from.index());
  }

  void act(const Received<>&, Context<Commit, Abort>& context) {
    if (decision != Decision::undecided) return;
    static constexpr std::array outcomes{Decision::abort, Decision::commit};
    decision = context.choose(std::span(outcomes).first(prepared.size() >= votes_needed ? 2 : 1));
    if (decision == Decision::commit) {
      context.template broadcast<ResourceManager<Votes>>(Commit{});
    } else {
      context.template broadcast<ResourceManager<Votes>>(Abort{});
    }
  }
};

template <class Votes>
struct ResourceManager {
  static constexpr std::string_view name = "rm";
  static constexpr bool ordered = true;  ///< a bit has an index

  Durable<State> state = State::working;

  void act(const Received<>&, Context<Prepared>& context) {
    if (state != State::working) return;
    static constexpr std::array outcomes{State::prepared, State::aborted};
    state = context.choose(outcomes);
    if (state == State::prepared)
      context.send(context.template only<TransactionManager<Votes>>(), Prepared{});
  }

  void receive(const Commit&) { state = State::committed; }
  void receive(const Abort&) { state = State::aborted; }
};

inline Judgement consistent(State one, State other) {
  const bool differ = one == State::committed && other == State::aborted;
  return differ ? fails("one resource manager has committed, the other aborted") : holds();
}

inline Judgement not_in_doubt(State state) {
  return state == State::prepared ? fails("it has prepared and never learns the decision") : holds();
}

template <class Votes>
auto all_are(State state) {
  return together(&ResourceManager<Votes>::state, [state](const auto& resource_managers) {
    return std::ranges::all_of(resource_managers, [state](const auto& rm) { return rm.value == state; });
  });
}

template <class Votes>
struct TwoPhaseCommit {
  static constexpr std::string_view name = Votes::spec;
  static constexpr std::string_view summary = Votes::summary;

  using Roles = pessimist::Roles<TransactionManager<Votes>, ResourceManager<Votes>>;
  using Messages = pessimist::Messages<Prepared, Commit, Abort>;

  struct Parameters {
    Parameter<int> rms{3, "resource managers", 1, 16};
  };

  static void set_up(const Parameters& parameters, Setup<TwoPhaseCommit>& setup) {
    setup.nodes(1, TransactionManager<Votes>{.votes_needed = parameters.rms});
    setup.template nodes<ResourceManager<Votes>>(static_cast<std::size_t>(*parameters.rms));
    setup.faults({Fault::crash, Fault::restart});

    setup.always("consistent", pairs(&ResourceManager<Votes>::state, consistent));
    setup.sometimes("all committed", all_are<Votes>(State::committed));
    setup.sometimes("all aborted", all_are<Votes>(State::aborted));
    setup.no_deadlock("nobody is left in doubt", each(&ResourceManager<Votes>::state, not_in_doubt));
  }
};

}  // namespace pessimist::benchmark
