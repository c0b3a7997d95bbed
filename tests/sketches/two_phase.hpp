#pragma once

// Two-phase commit, Lamport's TwoPhase: each resource manager prepares or aborts; the transaction manager commits if
// all have prepared, and may abort until it has decided.
//
// Mirrors, step by step, a model that an enumeration in Python counts, so that both have the same worlds on the unreliable
// network. The sketch numbers the resource managers; here they are interchangeable, and a Prepared is told by its
// sender.

#include <cstddef>
#include <set>
#include <string_view>
#include <vector>

#include <pessimist/pessimist.hpp>

namespace pessimist::sketches {

struct Prepared {};
struct Commit {};
struct Abort {};

struct ResourceManager;

struct TransactionManager {
  enum class State { init, committed, aborted };

  std::set<Id<ResourceManager>> heard{};
  State state = State::init;

  void act(const Received<>&, Context<Commit, Abort>& context) {
    if (state != State::init) return;
    std::vector<State> outcomes{State::aborted};
    if (heard.size() == context.count<ResourceManager>()) outcomes.push_back(State::committed);
    state = context.choose(outcomes);
    if (state == State::committed) {
      context.broadcast<ResourceManager>(Commit{});
    } else {
      context.broadcast<ResourceManager>(Abort{});
    }
  }

  void receive(const Prepared&, Id<ResourceManager> from) {
    if (state == State::init) heard.insert(from);
  }
};

struct ResourceManager {
  enum class State { working, prepared, committed, aborted };

  State state = State::working;

  void act(const Received<>&, Context<Prepared>& context) {
    if (state != State::working) return;
    state = context.choose({State::prepared, State::aborted});
    if (state == State::prepared) context.send(context.only<TransactionManager>(), Prepared{});
  }

  void receive(const Commit&) { state = State::committed; }
  void receive(const Abort&) { state = State::aborted; }
};

struct TwoPhase {
  static constexpr std::string_view name = "two-phase-sketch";
  static constexpr std::string_view summary = "atomic commit with one coordinator";

  using Roles = pessimist::Roles<TransactionManager, ResourceManager>;
  using Messages = pessimist::Messages<Prepared, Commit, Abort>;

  struct Parameters {
    Parameter<int> rms{3, "resource managers", 1, 16};
  };

  static Judgement consistent(ResourceManager::State one, ResourceManager::State other) {
    using State = ResourceManager::State;
    return implies(one == State::committed, other != State::aborted,
                   "one resource manager has committed, the other aborted");
  }

  static void set_up(const Parameters& parameters, Setup<TwoPhase>& setup) {
    setup.nodes<TransactionManager>(1);
    setup.nodes<ResourceManager>(static_cast<std::size_t>(*parameters.rms));

    setup.always("consistent", pairs(&ResourceManager::state, consistent));
  }
};

}  // namespace pessimist::sketches
