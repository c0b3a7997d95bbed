// Paxos, for a single decision: acceptors vote in numbered ballots, each ballot has a leader that proposes
// one value, and a value is chosen once a quorum has voted for it in one ballot. Never are two different
// values chosen.
//
// Source: Lamport, "Paxos Made Simple" (2001), section 2.2, in the form of his TLA+ specification Paxos of
// the lecture "How to win a Turing Award" (tlaplus/Examples, PaxosHowToWinATuringAward), so that the number
// of worlds must be his as well (3,921 for three acceptors, two values and two ballots).
//
// Modelled: phases 1a, 1b, 2a and 2b; a leader for each ballot, all of which may be at work at once; messages
// that are lost, late and doubled; crashes, which leave what an acceptor and a leader must have written down.
// Not modelled: who leads when (every interleaving is explored), how learners learn, and any state beyond
// Lamport's: a leader does not collect promises one by one but acts once a quorum of them has come, and a
// learner keeps nothing: what is chosen can be told from the votes ever sent.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pessimist/pessimist.hpp>

namespace {

using namespace pessimist;

enum class Bug { none, ignores_votes, quorum_of_one, amnesia };

using Ballot = int;  ///< from 1; 0 stands before them all
struct Value;

struct Vote {
  Ballot ballot = 0;
  Token<Value> value;
};

struct Prepare {  // 1a
  Ballot ballot = 0;
};
struct Promise {  // 1b
  Ballot ballot = 0;
  std::optional<Vote> vote;  ///< the sender's last
};
struct Accept {  // 2a
  Ballot ballot = 0;
  Token<Value> value;
};
struct Accepted {  // 2b
  Ballot ballot = 0;
  Token<Value> value;
};

std::size_t quorum(std::size_t acceptors, Bug bug) {
  return bug == Bug::quorum_of_one ? 1 : acceptors / 2 + 1;
}

struct Acceptor;

/// What a leader may propose: the value of the highest vote in some quorum of promises, or any value where that
/// quorum has not voted. Some quorum has no vote above a ballot just if enough acceptors have none.
std::set<Token<Value>> safe_values(const std::vector<Sent<Promise>>& promises, std::size_t quorum,
                                   const std::vector<Token<Value>>& values) {
  const auto quorum_votes_up_to = [&](Ballot ballot) {
    std::set<Id<Acceptor>> acceptors;
    for (const auto& [from, to, promise] : promises) {
      if (!promise.vote || promise.vote->ballot <= ballot) acceptors.insert(from.as<Acceptor>());
    }
    return acceptors.size() >= quorum;
  };
  std::set<Token<Value>> safe;
  if (quorum_votes_up_to(0)) safe.insert(values.begin(), values.end());
  for (const auto& [from, to, promise] : promises) {
    if (promise.vote && quorum_votes_up_to(promise.vote->ballot)) safe.insert(promise.vote->value);
  }
  return safe;
}

/// The leader of the ballot of its own number.
struct Leader {
  static constexpr bool ordered = true;

  enum class Phase { idle, preparing, proposed };

  Constant<Bug> bug;
  Durable<Phase> phase = Phase::idle;  ///< it must not forget that it has proposed: a ballot has one proposal

  void act(const Received<>&, Context<Prepare>& context) {
    if (phase != Phase::idle) return;
    phase = Phase::preparing;
    context.broadcast<Acceptor>(Prepare{ballot(context)});
  }

  void act(const Received<Promise>& received, Context<Accept>& context) {
    if (phase != Phase::preparing) return;
    std::vector<Sent<Promise>> promises = received.of<Promise>();
    if (bug == Bug::ignores_votes) {
      for (auto& [from, to, promise] : promises) promise.vote.reset();
    }
    const std::set<Token<Value>> safe =
        safe_values(promises, quorum(context.count<Acceptor>(), bug), context.tokens<Value>());
    if (safe.empty()) return;
    phase = Phase::proposed;
    context.broadcast<Acceptor>(Accept{ballot(context), context.choose(safe)});
  }

  static Ballot ballot(Context<> context) { return static_cast<Ballot>(context.self<Leader>().index()) + 1; }
};

/// Somebody to tell; what is chosen shows in the messages.
struct Learner {
  void receive(const Accepted&) {}
};

struct Acceptor {
  Constant<Bug> bug;
  Durable<Ballot> promised = 0;  ///< takes part in no ballot below this one
  Durable<std::optional<Vote>> vote{};

  void receive(const Prepare& prepare, Id<Leader> from, Context<Promise>& context) {
    if (prepare.ballot <= promised) return;
    promised = prepare.ballot;
    context.send(from, Promise{prepare.ballot, vote});
  }

  void receive(const Accept& accept, Context<Accepted>& context) {
    if (accept.ballot < promised) return;
    promised = accept.ballot;
    vote = Vote{accept.ballot, accept.value};
    context.send(context.only<Learner>(), Accepted{accept.ballot, accept.value});
  }

  /// Everything is durable, so there is nothing to do.
  void restart() {
    if (bug != Bug::amnesia) return;
    promised = 0;
    vote = std::nullopt;
  }
};

using Votes = std::vector<Sent<Accepted>>;

/// The values chosen, with their ballots: those that a quorum of acceptors has voted for.
std::vector<Vote> chosen(const Votes& votes, std::size_t quorum) {
  std::map<Ballot, std::map<Token<Value>, std::set<Id<Acceptor>>>> voters;
  for (const auto& [from, to, vote] : votes) voters[vote.ballot][vote.value].insert(from.as<Acceptor>());
  std::vector<Vote> result;
  for (const auto& [ballot, of_ballot] : voters) {
    for (const auto& [value, acceptors] : of_ballot) {
      if (acceptors.size() >= quorum) result.push_back({ballot, value});
    }
  }
  return result;
}

Judgement agreement(const std::vector<Vote>& decisions) {
  if (decisions.empty()) return not_applicable();
  const Vote& first = decisions.front();
  for (const Vote& other : decisions) {
    if (other.value == first.value) continue;
    return fails("different values are chosen in ballots " + std::to_string(first.ballot) + " and " +
                 std::to_string(other.ballot));
  }
  return holds();
}

struct Paxos {
  static constexpr std::string_view name = "paxos";
  static constexpr std::string_view summary =
      "consensus on one value by ballots of acceptors (Lamport 1998, 2001)";

  using Roles = pessimist::Roles<Leader, Acceptor, Learner>;
  using Messages = pessimist::Messages<Prepare, Promise, Accept, Accepted>;

  struct Parameters {
    Parameter<int> acceptors{3, "acceptors", 1, 9};
    Parameter<int> values{2, "values that may be proposed", 1, 9};
    Parameter<int> ballots{2, "ballots, each with a leader of its own", 1, 9};
    Parameter<Bug> bug{
        Bug::none,
        "ignores-votes: a leader proposes any value; quorum-of-one: one acceptor makes a quorum; "
        "amnesia: an acceptor that crashes forgets its promise and its vote"};
  };

  static void set_up(const Parameters& parameters, Setup<Paxos>& setup) {
    const auto acceptors = static_cast<std::size_t>(*parameters.acceptors);
    setup.nodes(static_cast<std::size_t>(*parameters.ballots), Leader{.bug = *parameters.bug});
    setup.nodes(acceptors, Acceptor{.bug = *parameters.bug});
    setup.nodes<Learner>(1);
    setup.tokens<Value>(static_cast<std::size_t>(*parameters.values));
    setup.faults({Fault::crash, Fault::restart, Fault::crash_in_handler, Fault::amnesia});
    setup.spare<Leader>({Fault::amnesia});  // a ballot without its own record could have two proposals

    const std::size_t enough = quorum(acceptors, parameters.bug);
    setup.always("agreement", together(sent<Accepted>(), [enough](const Votes& votes) {
                   return agreement(chosen(votes, enough));
                 }));
    setup.sometimes("a value is chosen", together(sent<Accepted>(), [enough](const Votes& votes) {
                      return !chosen(votes, enough).empty();
                    }));
  }
};

PESSIMIST_SPEC(Paxos);

}  // namespace
