#pragma once

// Single-decree Paxos whose proposers count promises and votes one by one. Proposer i uses the ballots
// r * proposers + i + 1 for rounds r, and may give up any round for the next.
//
// Mirrors, step by step, a model that an enumeration in Python counts, so that both have the same worlds on the unreliable
// network. The sketch numbers the acceptors; here they are interchangeable, and a promise or a vote is told by its
// sender. Proposers have numbers, for their ballots and values are made of them.

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include <pessimist/pessimist.hpp>

namespace pessimist::sketches {

struct Prepare {  // 1a
  int ballot = 0;
};
struct Promise {  // 1b
  int ballot = 0;
  int accepted_ballot = 0;
  int accepted_value = 0;
};
struct Accept {  // 2a
  int ballot = 0;
  int value = 0;
};
struct Accepted {  // 2b
  int ballot = 0;
};

struct Acceptor;

struct Proposer {
  static constexpr bool ordered = true;

  enum class Phase { idle, preparing, accepting, decided };

  Constant<int> rounds;
  Phase phase = Phase::idle;
  int round = 0;
  std::set<Id<Acceptor>> answered{};  ///< in this phase
  int best = 0;                       ///< the highest ballot of which a promise tells
  int value = 0;                      ///< of that ballot; later the one proposed

  void act(const Received<>&, Context<Prepare>& context) {
    if (phase == Phase::idle) return prepare(round, context);
    if (phase != Phase::decided && round + 1 < rounds) return prepare(round + 1, context);
  }

  void receive(const Promise& promise, Id<Acceptor> from, Context<Accept>& context) {
    if (phase != Phase::preparing || !is_news(promise.ballot, from, context)) return;
    answered.insert(from);
    if (promise.accepted_ballot > best) {
      best = promise.accepted_ballot;
      value = promise.accepted_value;
    }
    if (answered.size() < majority(context)) return;
    if (value == 0) value = static_cast<int>(context.self<Proposer>().index()) + 1;
    become(Phase::accepting);
    context.broadcast<Acceptor>(Accept{promise.ballot, value});
  }

  void receive(const Accepted& accepted, Id<Acceptor> from, Context<>& context) {
    if (phase != Phase::accepting || !is_news(accepted.ballot, from, context)) return;
    answered.insert(from);
    if (answered.size() == majority(context)) become(Phase::decided);
  }

  void prepare(int next_round, Context<Prepare> context) {
    round = next_round;
    value = 0;
    become(Phase::preparing);
    context.broadcast<Acceptor>(Prepare{ballot(context)});
  }

  void become(Phase next) {
    phase = next;
    answered.clear();
    best = 0;
  }

  bool is_news(int of_ballot, Id<Acceptor> from, Context<> context) const {
    return of_ballot == ballot(context) && !answered.contains(from);
  }

  int ballot(Context<> context) const {
    const auto proposers = static_cast<int>(context.count<Proposer>());
    return round * proposers + static_cast<int>(context.self<Proposer>().index()) + 1;
  }

  static std::size_t majority(Context<> context) { return context.count<Acceptor>() / 2 + 1; }
};

struct Acceptor {
  int promised = 0;
  int accepted_ballot = 0;
  int accepted_value = 0;

  void receive(const Prepare& prepare, Id<Proposer> from, Context<Promise>& context) {
    if (prepare.ballot <= promised) return;
    promised = prepare.ballot;
    context.send(from, Promise{prepare.ballot, accepted_ballot, accepted_value});
  }

  void receive(const Accept& accept, Id<Proposer> from, Context<Accepted>& context) {
    if (accept.ballot < promised || accept.ballot == accepted_ballot) return;
    promised = accept.ballot;
    accepted_ballot = accept.ballot;
    accepted_value = accept.value;
    context.send(from, Accepted{accept.ballot});
  }
};

struct Paxos {
  static constexpr std::string_view name = "paxos-sketch";
  static constexpr std::string_view summary = "consensus on one value, with answers counted one by one";

  using Roles = pessimist::Roles<Proposer, Acceptor>;
  using Messages = pessimist::Messages<Prepare, Promise, Accept, Accepted>;

  struct Parameters {
    Parameter<int> proposers{1, "proposers, each with a value of its own", 1, 9};
    Parameter<int> acceptors{3, "acceptors", 1, 9};
    Parameter<int> rounds{2, "rounds that a proposer may try", 1, 9};
  };

  /// 0 while there is none.
  static int decided_value(const Proposer& proposer) {
    return proposer.phase == Proposer::Phase::decided ? proposer.value : 0;
  }

  static Judgement agreement(int one, int other) {
    return implies(
        one != 0 && other != 0, one == other,
        "one proposer has decided on " + std::to_string(one) + ", the other on " + std::to_string(other));
  }

  static void set_up(const Parameters& parameters, Setup<Paxos>& setup) {
    setup.nodes(static_cast<std::size_t>(*parameters.proposers), Proposer{.rounds = *parameters.rounds});
    setup.nodes<Acceptor>(static_cast<std::size_t>(*parameters.acceptors));

    setup.always("agreement", pairs(observe<Proposer>(decided_value), agreement));
  }
};

}  // namespace pessimist::sketches
