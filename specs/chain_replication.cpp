// Chain replication: replicas stand in a chain. Updates enter at its head and are passed from each replica to
// the next; the tail acknowledges them, and it alone answers queries. So what a client is told is everywhere.
//
// Source: van Renesse and Schneider, "Chain Replication for Supporting High Throughput and Availability" (OSDI
// 2004), sections 2 and 3; the first property is its Update Propagation Invariant.
//
// Modelled: one object, whose value is the history of its updates; clients that send all their updates at once
// and query the object while these are under way, one query after the other. The paper's links keep their
// order. Here an update also carries its place in the history, and a replica holds back what comes before its
// turn, so that the protocol works as well on a network that reorders and doubles messages. Not modelled:
// replicas that fail, and what is there for their sake: the master that mends the chain, the lists of what was
// sent on, and the acknowledgements that shorten them. Nor does a client repeat a request: on the unreliable
// network it may always arrive again.

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include <pessimist/pessimist.hpp>

namespace {

using namespace pessimist;

enum class Bug { none, early_reply, skips_order, queries_anywhere };

struct Client;

struct Update {
  Id<Client> client;
  int number = 0;  ///< of its client's, from 1

  friend bool operator==(const Update&, const Update&) = default;
};
using History = std::vector<Update>;

struct Forward {
  std::size_t place = 0;  ///< in the history
  Update update;
};
struct Reply {
  int number = 0;
};
struct Query {
  std::size_t number = 0;  ///< of its client's, from 0
};
struct Answer {
  std::size_t number = 0;
  History value;
};

struct Replica {
  static constexpr bool ordered = true;  ///< the head first

  Constant<Bug> bug;
  History history{};
  std::map<std::size_t, Update> early{};  ///< by place: held back until all before have come

  void receive(const Update& update, Context<Forward, Reply>& context) { apply(update, context); }

  void receive(const Forward& forward, Context<Forward, Reply>& context) {
    if (bug == Bug::skips_order) return apply(forward.update, context);
    if (forward.place < history.size()) return;  // doubled
    early.insert_or_assign(forward.place, forward.update);
    for (auto next = early.begin(); next != early.end() && next->first == history.size();) {
      apply(next->second, context);
      next = early.erase(next);
    }
  }

  void receive(const Query& query, Id<Client> from, Context<Answer>& context) {
    context.send(from, Answer{query.number, history});
  }

  /// Passes it on in the same step, so that the next replica is sent updates in the order of this history.
  void apply(const Update& update, Context<Forward, Reply> context) {
    if (std::ranges::count(history, update) > 0) return;  // doubled
    const std::vector<Id<Replica>> chain = context.all<Replica>();
    const std::size_t successor = context.self<Replica>().index() + 1;
    if (successor < chain.size()) context.send(chain[successor], Forward{history.size(), update});
    if (successor == replies_after(chain.size())) context.send(update.client, Reply{update.number});
    history.push_back(update);
  }

  /// How many replicas have an update when it is acknowledged: all, but for the bug.
  std::size_t replies_after(std::size_t replicas) const {
    return bug == Bug::early_reply && replicas > 1 ? replicas - 1 : replicas;
  }
};

struct Client {
  Constant<int> updates;
  Constant<int> queries;
  Constant<Bug> bug;
  std::set<int> acknowledged{};    ///< the numbers of its updates that were replied to
  std::vector<History> answers{};  ///< to its queries, in their order

  void start(Context<Update, Query>& context) const {
    for (int number = 1; number <= updates; ++number) {
      context.send(context.all<Replica>().front(), Update{context.self<Client>(), number});
    }
    query(context);
  }

  void receive(const Reply& reply) { acknowledged.insert(reply.number); }

  void receive(const Answer& answer, Context<Query>& context) {
    if (answer.number != answers.size()) return;  // doubled
    answers.push_back(answer.value);
    query(context);
  }

  void query(Context<Query> context) const {
    if (static_cast<int>(answers.size()) == queries) return;
    const std::vector<Id<Replica>> chain = context.all<Replica>();
    const Id<Replica> answering = bug == Bug::queries_anywhere ? context.choose(chain) : chain.back();
    context.send(answering, Query{answers.size()});
  }
};

bool is_prefix(const History& shorter, const History& longer) {
  return shorter.size() <= longer.size() && std::equal(shorter.begin(), shorter.end(), longer.begin());
}

Judgement propagates(const Observed<Replica, History>& one, const Observed<Replica, History>& other) {
  return implies(one.node < other.node, is_prefix(other.value, one.value),
                 "a replica's history is no prefix of that of one before it");
}

Judgement has_what_is_acknowledged(const Observed<Client, std::set<int>>& client,
                                   const Observed<Replica, History>& replica) {
  const bool has_all = std::ranges::all_of(client.value, [&](int number) {
    return std::ranges::count(replica.value, Update{client.node, number}) > 0;
  });
  return implies(!client.value.empty(), has_all, "an update is acknowledged that a replica does not have");
}

Judgement has_what_is_answered(const std::vector<History>& answers, const History& history) {
  const auto has = [&](const History& answer) { return is_prefix(answer, history); };
  return implies(!answers.empty(), std::ranges::all_of(answers, has),
                 "an answer tells of an update that a replica does not have");
}

Judgement never_go_back(const std::vector<History>& answers) {
  const auto goes_back = [](const History& one, const History& next) { return !is_prefix(one, next); };
  return implies(!answers.empty(), std::ranges::adjacent_find(answers, goes_back) == answers.end(),
                 "a later answer lacks an update that an earlier one told of");
}

int requests_without_reply(const Client& client) {
  return client.updates + client.queries -
         static_cast<int>(client.acknowledged.size() + client.answers.size());
}

struct ChainReplication {
  static constexpr std::string_view name = "chain-replication";
  static constexpr std::string_view summary =
      "replicas in a chain, updated at one end and queried at the other (van Renesse and Schneider 2004)";

  using Roles = pessimist::Roles<Replica, Client>;
  using Messages = pessimist::Messages<Update, Forward, Reply, Query, Answer>;

  struct Parameters {
    Parameter<int> replicas{3, "replicas in the chain", 1, 9};
    Parameter<int> clients{2, "clients", 1, 9};
    Parameter<int> updates{1, "how often each client updates the object, all at once", 0, 9};
    Parameter<int> queries{2, "how often each client queries the object, one after the other", 0, 9};
    Parameter<Bug> bug{Bug::none,
                       "early-reply: the replica before the tail acknowledges; "
                       "skips-order: a replica applies updates as they come; "
                       "queries-anywhere: any replica answers queries"};
  };

  static void set_up(const Parameters& parameters, Setup<ChainReplication>& setup) {
    const int updates = parameters.updates;
    const int queries = parameters.queries;
    setup.nodes(static_cast<std::size_t>(*parameters.replicas), Replica{.bug = *parameters.bug});
    setup.nodes(static_cast<std::size_t>(*parameters.clients),
                Client{.updates = updates, .queries = queries, .bug = *parameters.bug});
    setup.networks({Network::fifo, Network::unordered, Network::unreliable});

    setup.always("updates propagate in order", pairs(&Replica::history, propagates));
    setup.always("acknowledged is everywhere",
                 pairs(&Client::acknowledged, &Replica::history, has_what_is_acknowledged));
    setup.always("answered is everywhere", pairs(&Client::answers, &Replica::history, has_what_is_answered));
    setup.always("answers never go back", each(&Client::answers, never_go_back));

    const auto unserved = observe<Client>(requests_without_reply);
    setup.sometimes("everybody is served", together(unserved, [](const auto& clients) {
                      return std::ranges::all_of(clients,
                                                 [](const auto& client) { return client.value == 0; });
                    }));
    setup.no_deadlock("everybody is served in the end", each(unserved, [](int requests) {
                        return requests == 0 ? holds() : fails("it waits for ever to be served");
                      }));
  }
};

PESSIMIST_SPEC(ChainReplication);

}  // namespace
