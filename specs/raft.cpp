// Raft: servers elect a leader for a term; the leader appends what clients ask for to its log and has the others
// copy it, and an entry that a majority has is committed: servers apply it, and never another in its place.
//
// Source: Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm" (USENIX ATC 2014), figure 2.
// The properties are those of figure 3, by their names there. Leader Append-Only is left out, for it compares worlds
// that follow each other; a leader writes its log in one place, `act`.
//
// Modelled: elections with the restriction of section 5.4.1, replication with the consistency check of 5.3, commitment
// with the restriction of 5.4.2, stepping down before a newer term; term, vote and log on disk; crashes, also in the
// middle of a handler and of the whole machine, and restarts; messages that are lost, late and doubled. Not modelled: log compaction, membership
// changes, and how clients find the leader and repeat requests: a leader may append an entry at any moment.
//
// What is simpler than in figure 2, and why no behaviour is lost by it:
// - An entry is the term in which it was appended, and has no command: as a term has one leader, which only appends,
//   term and index name the entry. (Where a term has two leaders, Election Safety says so.)
// - There is no nextIndex. It only says which entries a leader sends next, and of all that it may send anything may
//   arrive on a network that loses messages. So AppendEntries carries the whole log, and the receiver chooses which
//   part of it was sent: the checker tries each.
// - A leader sends AppendEntries when it is elected, appends or commits, and no heartbeats in between: what was sent
//   may arrive again at any time.
// - What is refused is not answered. An answer would tell of a newer term, and who does not hear of that can still do
//   all that it could have done in it.
// - matchIndex is kept only of entries by which the leader may commit, and until they are committed.
// - There is no lastApplied: a server applies an entry in the step in which it learns that it is committed.
//
// Sizes, with `--faults crash=1,restart=1`: by default 65,374 worlds are visited, in 1.5 s; of three terms (`max_term=3`)
// 1,773,232, in 63 s, on two cores.

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

enum class Bug {
  none,
  volatile_vote,
  reply_before_persist,
  ignores_logs,
  truncates_log,
  commit_old_term,
  unsynced_log
};

using Log = std::vector<int>;  ///< the term of each entry

/// Entries are counted from 1, as in the paper; 0 stands before them all.
int term_at(const Log& log, std::size_t index) { return index == 0 ? 0 : log.at(index - 1); }

Log first_entries(const Log& log, std::size_t count) {
  return {log.begin(), log.begin() + static_cast<std::ptrdiff_t>(count)};
}

struct RequestVote {
  int term = 0;
  std::size_t last_log_index = 0;
  int last_log_term = 0;
};
struct Vote {
  int term = 0;
};
struct AppendEntries {
  int term = 0;
  Log log;  ///< the sender's, of which any part may arrive
  std::size_t leader_commit = 0;
};
struct Appended {
  int term = 0;
  std::size_t match_index = 0;
};

/// What a server tells when it begins to lead, and when it applies an entry. So the messages ever sent show it, even if
/// the server has crashed since.
struct Elected {
  int term = 0;
  Log log;
};
struct Applied {
  int term = 0;  ///< in which the server does so; the entry may be of an earlier one
  Log log;       ///< up to the entry
};

struct ElectionTimeout {};

/// Somebody to tell.
struct Client {
  void receive(const Elected&) {}
  void receive(const Applied&) {}
};

/// Every handler writes to disk all that it has to before it sends anything.
struct Server {
  enum class Role { follower, candidate, leader };

  Constant<Bug> bug;
  Constant<std::size_t> entries;  ///< that a log may have
  Durable<int> term = 0;
  Durable<std::optional<Id<Server>>> voted_for{};
  Buffered<Log> log{};  ///< on disk once it is synced: before anybody is told of it
  Role role = Role::follower;
  std::size_t commit_index = 0;                     ///< all up to it is applied
  std::set<Id<Server>> votes{};                     ///< for it, while a candidate
  std::map<Id<Server>, std::size_t> match_index{};  ///< while it leads

  void start(Context<ElectionTimeout>& context) { context.arm(ElectionTimeout{}); }

  void restart(Context<ElectionTimeout>& context) {
    if (bug == Bug::volatile_vote) voted_for = std::nullopt;
    context.arm(ElectionTimeout{});
  }

  void timeout(const ElectionTimeout&, Context<RequestVote, ElectionTimeout>& context) {
    const Id<Server> self = context.self<Server>();
    term = term + 1;
    voted_for = self;
    role = Role::candidate;
    votes = {self};
    context.arm(ElectionTimeout{});  // for a vote that is split or lost
    context.broadcast<Server>(RequestVote{term, log->size(), term_at(log, log->size())});
  }

  void receive(const RequestVote& request, Id<Server> from, Context<Vote, ElectionTimeout>& context) {
    step_down_before(request.term, context);
    if (request.term < term || (*voted_for && *voted_for != from) || !is_up_to_date(request)) return;
    if (bug != Bug::reply_before_persist) voted_for = from;
    context.send(from, Vote{term});
    if (bug == Bug::reply_before_persist) voted_for = from;
  }

  void receive(const Vote& vote, Id<Server> from, Context<AppendEntries, Elected, ElectionTimeout>& context) {
    if (vote.term != term || role != Role::candidate) return;
    votes.insert(from);
    if (votes.size() <= context.count<Server>() / 2) return;
    role = Role::leader;
    votes.clear();
    context.disarm(ElectionTimeout{});
    context.send(context.only<Client>(), Elected{term, log});
    replicate(context);
  }

  /// A client asks for something.
  void act(const Received<>&, Context<AppendEntries>& context) {
    if (role != Role::leader || log->size() >= entries) return;
    log.write().push_back(term);
    sync_log(context);
    replicate(context);
  }

  void receive(const AppendEntries& append, Id<Server> from,
               Context<Appended, Applied, ElectionTimeout>& context) {
    step_down_before(append.term, context);
    if (append.term < term) return;
    become_follower();
    const Log sent = first_entries(append.log, context.choose(append.log.size() + 1));
    const std::size_t prev_log_index = context.choose(sent.size() + 1);
    if (!has_entry(prev_log_index, term_at(sent, prev_log_index))) return;
    log = with_entries_behind(prev_log_index, sent);
    sync_log(context);
    apply_up_to(std::min(append.leader_commit, sent.size()), context);
    context.send(from, Appended{term, sent.size()});
  }

  void receive(const Appended& appended, Id<Server> from, Context<AppendEntries, Applied>& context) {
    if (appended.term != term || role != Role::leader) return;
    if (appended.match_index <= commit_index || !may_commit(appended.match_index)) return;
    match_index[from] = std::max(match_index[from], appended.match_index);
    for (std::size_t index = appended.match_index; index > commit_index && may_commit(index); --index) {
      if (!is_on_majority(index, context)) continue;
      apply_up_to(index, context);
      std::erase_if(match_index, [index](const auto& match) { return match.second <= index; });
      replicate(context);
    }
  }

  // Which messages no longer matter: said here for settings in which a server has too many states to be looked at
  // alone, such as three terms with two entries.

  bool stale(const RequestVote& request) const { return request.term < term; }
  bool stale(const AppendEntries& append) const { return append.term < term; }
  /// Who is no candidate does not become one in the same term again.
  bool stale(const Vote& vote) const {
    return vote.term < term || (vote.term == term && role != Role::candidate);
  }
  bool stale(const Appended& appended) const {
    if (appended.term != term) return appended.term < term;
    return role == Role::follower || (role == Role::leader && appended.match_index <= commit_index);
  }

  /// Whoever hears of a newer term takes it over, and follows. The term is written first: after a crash in between the
  /// server may hold back a vote, but never gives a second one in the old term.
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
    match_index.clear();
  }

  /// The election restriction: a log that lacks a committed entry is not up to date for a majority.
  bool is_up_to_date(const RequestVote& request) const {
    if (bug == Bug::ignores_logs) return true;
    const int last_log_term = term_at(log, log->size());
    if (request.last_log_term != last_log_term) return request.last_log_term > last_log_term;
    return request.last_log_index >= log->size();
  }

  bool has_entry(std::size_t index, int of_term) const {
    return index <= log->size() && term_at(log, index) == of_term;
  }

  /// The log once it has another's entries behind an index. What differs goes, with all behind it; where nothing
  /// differs the rest stays, for the message may be an old one.
  Log with_entries_behind(std::size_t prev_log_index, const Log& other) const {
    Log result = log;
    if (bug == Bug::truncates_log) result.resize(prev_log_index);
    for (std::size_t index = prev_log_index + 1; index <= other.size(); ++index) {
      if (index <= result.size() && term_at(result, index) != term_at(other, index)) result.resize(index - 1);
      if (index > result.size()) result.push_back(term_at(other, index));
    }
    return result;
  }

  void sync_log(Context<> context) const {
    if (bug != Bug::unsynced_log) context.sync();
  }

  void replicate(Context<AppendEntries> context) const {
    context.broadcast<Server>(AppendEntries{term, log, commit_index});
  }

  /// An entry of an earlier term is committed only along with one of this term: though a majority has it, a later
  /// leader may overwrite it (figure 8; `bug=commit-old-term max_term=4 entries=1` shows how).
  bool may_commit(std::size_t index) const {
    return term_at(log, index) == term || bug == Bug::commit_old_term;
  }

  bool is_on_majority(std::size_t index, Context<> context) const {
    const auto others =
        std::ranges::count_if(match_index, [index](const auto& match) { return match.second >= index; });
    return static_cast<std::size_t>(others) + 1 > context.count<Server>() / 2;
  }

  void apply_up_to(std::size_t index, Context<Applied> context) {
    while (commit_index < index) {
      ++commit_index;
      context.send(context.only<Client>(), Applied{term, first_entries(log, commit_index)});
    }
  }
};

using Elections = std::vector<Sent<Elected>>;
using Applications = std::vector<Sent<Applied>>;

bool is_prefix(const Log& shorter, const Log& longer) {
  return shorter.size() <= longer.size() && std::equal(shorter.begin(), shorter.end(), longer.begin());
}

Judgement election_safety(const Elections& elections) {
  if (elections.empty()) return not_applicable();
  std::map<int, AnyId> leader_of;
  for (const auto& [leader, to, elected] : elections) {
    const AnyId first = leader_of.emplace(elected.term, leader).first->second;
    if (first == leader) continue;
    return fails("two servers were elected in term " + std::to_string(elected.term), {first, leader});
  }
  return holds();
}

Judgement log_matching(const Log& one, const Log& other) {
  std::size_t index = std::min(one.size(), other.size());
  while (index > 0 && term_at(one, index) != term_at(other, index)) --index;
  return implies(index > 0, first_entries(one, index) == first_entries(other, index),
                 "two logs have the same entry " + std::to_string(index) + ", but not the same before it");
}

Judgement leader_completeness(const Elections& elections, const Applications& applications) {
  bool has_later_leader = false;
  for (const auto& [leader, to, elected] : elections) {
    for (const auto& [server, to_client, applied] : applications) {
      if (applied.term >= elected.term) continue;
      has_later_leader = true;
      if (is_prefix(applied.log, elected.log)) continue;
      return fails("the leader of term " + std::to_string(elected.term) +
                       " lacks an entry that was applied in term " + std::to_string(applied.term),
                   {leader});
    }
  }
  return has_later_leader ? holds() : not_applicable();
}

Judgement state_machine_safety(const Applications& applications) {
  if (applications.empty()) return not_applicable();
  for (const auto& [one, to, applied] : applications) {
    for (const auto& [other, to_client, longer] : applications) {
      if (applied.log.size() > longer.log.size() || is_prefix(applied.log, longer.log)) continue;
      return fails("two servers apply different entries at one index", {one, other});
    }
  }
  return holds();
}

bool is_of_two_terms(const Sent<Applied>& applied) {
  return applied.message.log.front() != applied.message.log.back();
}

std::size_t count_servers(const Applications& applications) {
  std::set<Id<Server>> servers;
  for (const auto& [server, to, applied] : applications) servers.insert(server.as<Server>());
  return servers.size();
}

struct Raft {
  static constexpr std::string_view name = "raft";
  static constexpr std::string_view summary =
      "consensus on a log: election, replication and commitment (Ongaro and Ousterhout 2014)";

  using Roles = pessimist::Roles<Server, Client>;
  using Messages = pessimist::Messages<RequestVote, Vote, AppendEntries, Appended, Elected, Applied>;
  using Timers = pessimist::Timers<ElectionTimeout>;

  struct Parameters {
    Parameter<int> servers{3, "servers", 2, 9};
    Parameter<int> max_term{2, "how many terms to explore", 1, 9};
    Parameter<int> entries{2, "how many entries a log may have", 1, 9};
    Parameter<Bug> bug{Bug::none,
                       "volatile-vote: a server that crashes forgets whom it voted for; "
                       "reply-before-persist: a server sends its vote before it writes it down; "
                       "ignores-logs: a server votes for whoever asks first, whatever its log; "
                       "truncates-log: a server drops all behind the entries that it receives; "
                       "commit-old-term: a leader counts the copies of entries of earlier terms; "
                       "unsynced-log: a server tells of entries that are not on its disk yet"};
  };

  static void set_up(const Parameters& parameters, Setup<Raft>& setup) {
    const auto servers = static_cast<std::size_t>(*parameters.servers);
    const auto entries = static_cast<std::size_t>(*parameters.entries);
    setup.nodes(servers, Server{.bug = *parameters.bug, .entries = entries});
    setup.nodes<Client>(1);
    setup.faults({Fault::crash, Fault::restart, Fault::crash_in_handler, Fault::lost_writes});

    // A bound and not a test in `timeout`, as in raft_election.cpp: servers of the last term do not stop.
    setup.bound("term <= max_term",
                each(&Server::term, [most = *parameters.max_term](int term) { return term <= most; }));

    setup.always("Election Safety", together(sent<Elected>(), election_safety));
    setup.always("Log Matching", pairs(&Server::log, log_matching));
    setup.always("Leader Completeness", together(sent<Elected>(), sent<Applied>(), leader_completeness));
    setup.always("State Machine Safety", together(sent<Applied>(), state_machine_safety));

    setup.sometimes("a leader is elected",
                    together(sent<Elected>(), [](const Elections& elections) { return !elections.empty(); }));
    setup.sometimes("everybody applies an entry",
                    together(sent<Applied>(), [servers](const Applications& applications) {
                      return count_servers(applications) == servers;
                    }));
    if (parameters.max_term == 1 || entries == 1) return;
    setup.sometimes("entries of two terms are applied",
                    together(sent<Applied>(), [](const Applications& applications) {
                      return std::ranges::any_of(applications, is_of_two_terms);
                    }));
  }
};

PESSIMIST_SPEC(Raft);

}  // namespace
