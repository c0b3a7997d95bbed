// Raft's leader election: a server whose election timeout passes asks for votes in a new term; who gets the
// votes of a majority leads that term. At most one server is ever elected in a term.
//
// Source: Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm" (USENIX ATC 2014),
// sections 5.1 and 5.2, figure 2.
//
// Modelled: terms and votes on disk, randomised election timeouts (as a timer that may go off at any moment),
// RequestVote, votes, heartbeats (AppendEntries without entries), stepping down before a newer term, crashes
// and restarts, and messages that are lost, late and doubled. Not modelled: logs (all are empty, so that any
// candidate's is up to date), pre-vote, membership changes. A refused vote is not sent: all that it could
// tell is a newer term, of which the RequestVote that began that term tells as well. A leader sends one
// heartbeat: on the unreliable network it may arrive again at any time, and a leader has no timeout that
// would depend on an answer.

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <pessimist/pessimist.hpp>

namespace {

using namespace pessimist;

enum class Bug { none, volatile_vote };

struct RequestVote {
  int term = 0;
};
struct Vote {
  int term = 0;
};
struct Heartbeat {
  int term = 0;
};

struct ElectionTimeout {};

struct Server {
  enum class Role { follower, candidate, leader };

  Constant<Bug> bug;
  Durable<int> term = 0;
  Durable<std::optional<Id<Server>>> voted_for{};
  Role role = Role::follower;
  std::set<Id<Server>> votes{};        ///< for it, while a candidate
  std::optional<Id<Server>> leader{};  ///< of this term, once known

  void start(Context<ElectionTimeout>& context) { context.arm(ElectionTimeout{}); }

  void restart(Context<ElectionTimeout>& context) {
    if (bug == Bug::volatile_vote) voted_for = std::nullopt;
    context.arm(ElectionTimeout{});
  }

  void timeout(const ElectionTimeout&, Context<RequestVote, Heartbeat, ElectionTimeout>& context) {
    const Id<Server> self = context.self<Server>();
    term = term + 1;
    voted_for = self;
    role = Role::candidate;
    votes = {self};
    leader.reset();
    context.broadcast<Server>(RequestVote{term});
    context.arm(ElectionTimeout{});  // for a vote that is split or lost
    lead_if_elected(context);
  }

  void receive(const RequestVote& request, Id<Server> from, Context<Vote, ElectionTimeout>& context) {
    step_down_before(request.term, context);
    if (request.term < term || (*voted_for && *voted_for != from)) return;
    voted_for = from;
    context.send(from, Vote{term});
  }

  void receive(const Vote& vote, Id<Server> from, Context<Heartbeat, ElectionTimeout>& context) {
    step_down_before(vote.term, context);
    if (vote.term < term || role != Role::candidate) return;
    votes.insert(from);
    lead_if_elected(context);
  }

  void receive(const Heartbeat& heartbeat, Id<Server> from, Context<ElectionTimeout>& context) {
    step_down_before(heartbeat.term, context);
    if (heartbeat.term < term) return;
    become_follower();
    leader = from;
    context.arm(ElectionTimeout{});
  }

  void lead_if_elected(Context<Heartbeat, ElectionTimeout> context) {
    if (votes.size() <= context.count<Server>() / 2) return;
    role = Role::leader;
    votes.clear();
    leader = context.self<Server>();
    context.disarm(ElectionTimeout{});
    context.broadcast<Server>(Heartbeat{term});
  }

  /// Whoever hears of a newer term takes it over, and follows.
  void step_down_before(int newer, Context<ElectionTimeout> context) {
    if (newer <= term) return;
    term = newer;
    voted_for = std::nullopt;
    become_follower();
    context.arm(ElectionTimeout{});
  }

  void become_follower() {
    role = Role::follower;
    votes.clear();
    leader.reset();
  }
};

/// Which term a server leads, if it leads.
struct Leadership {
  bool leads = false;
  int term = 0;
};

Leadership leadership_of(const Server& server) {
  if (server.role != Server::Role::leader) return {};
  return {true, server.term};
}

Judgement lead_different_terms(const Leadership& one, const Leadership& other) {
  return implies(one.leads && other.leads, one.term != other.term,
                 "two servers lead term " + std::to_string(one.term));
}

/// Election Safety as the paper's figure 3 has it, which is also about leaders that have crashed or stepped
/// down since: a leader is known by its heartbeat.
Judgement elected_once_per_term(const std::vector<Sent<Heartbeat>>& heartbeats) {
  if (heartbeats.empty()) return not_applicable();
  std::map<int, AnyId> leader_of;
  for (const auto& [leader, to, heartbeat] : heartbeats) {
    const AnyId first = leader_of.emplace(heartbeat.term, leader).first->second;
    if (first == leader) continue;
    return fails("two servers were elected in term " + std::to_string(heartbeat.term), {first, leader});
  }
  return holds();
}

bool some_leads(const std::vector<Observed<Server, Leadership>>& servers) {
  return std::ranges::any_of(servers, [](const auto& server) { return server.value.leads; });
}

bool all_know_the_leader(const std::vector<Observed<Server, std::optional<Id<Server>>>>& servers) {
  const std::optional<Id<Server>> leader = servers.front().value;
  return leader && std::ranges::all_of(servers, [&](const auto& server) { return server.value == leader; });
}

struct RaftElection {
  static constexpr std::string_view name = "raft-election";
  static constexpr std::string_view summary =
      "leader election of Raft (Ongaro and Ousterhout 2014, section 5.2)";

  using Roles = pessimist::Roles<Server>;
  using Messages = pessimist::Messages<RequestVote, Vote, Heartbeat>;
  using Timers = pessimist::Timers<ElectionTimeout>;

  struct Parameters {
    Parameter<int> servers{3, "servers", 1, 9};
    Parameter<int> max_term{2, "how many terms to explore", 1, 9};
    Parameter<Bug> bug{Bug::none, "volatile-vote: a server that crashes forgets whom it voted for"};
  };

  static void set_up(const Parameters& parameters, Setup<RaftElection>& setup) {
    setup.nodes(static_cast<std::size_t>(*parameters.servers), Server{.bug = *parameters.bug});
    setup.faults({Fault::crash, Fault::restart});

    // Elections may go on for ever; a bound says how far to follow them. To test max_term in `timeout` instead
    // would check another protocol, in which servers of the last term stop.
    setup.bound("term <= max_term",
                each(&Server::term, [most = *parameters.max_term](int term) { return term <= most; }));

    const auto leadership = observe<Server>(leadership_of);
    setup.always("one leader per term", pairs(leadership, lead_different_terms));
    setup.always("one leader elected per term", together(sent<Heartbeat>(), elected_once_per_term));
    setup.sometimes("a leader is elected", together(leadership, some_leads));
    setup.sometimes("everybody knows the leader", together(&Server::leader, all_know_the_leader));
  }
};

PESSIMIST_SPEC(RaftElection);

}  // namespace
