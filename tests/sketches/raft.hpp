#pragma once

// Raft, small: terms 1..terms, logs of at most `entries`, followers told one entry at a time, no heartbeats, and with
// `restart` a step that loses all but term, vote and log.
//
// Mirrors, step by step, a model that an enumeration in Python counts, so that both have the same worlds on the unreliable network.
// The sketch numbers the servers; here they are interchangeable, and who sent a message is not said in it. An entry is
// the term in which it was made.

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pessimist/pessimist.hpp>

namespace pessimist::sketches {

using Log = std::vector<int>;

struct RequestVote {
  int term = 0;
  std::pair<int, int> last{};  ///< entry of the sender's log, and how many there are
};
struct Vote {
  int term = 0;
};
struct Append {
  int term = 0;
  int index = 0;  ///< of the entry, from 0
  int previous = 0;
  int entry = 0;
  int commit = 0;
};
struct Appended {
  int term = 0;
  int length = 0;
};

struct Server {
  enum class Role { follower, candidate, leader };
  enum class Action { time_out, take_entry, append, restart };

  Constant<int> terms;
  Constant<int> entries;
  Constant<bool> restarts;
  int term = 0;
  std::optional<Id<Server>> vote{};
  Role role = Role::follower;
  std::set<Id<Server>> votes{};
  Log log{};
  int commit = 0;                                    ///< how many entries
  std::optional<std::map<Id<Server>, int>> match{};  ///< a leader's; who is not in it has matched nothing

  void act(const Received<>&, Context<RequestVote, Append>& context) {
    std::vector<Action> possible;
    if (role != Role::leader && term < terms) possible.push_back(Action::time_out);
    if (role == Role::leader && length() < entries) possible.push_back(Action::take_entry);
    if (role == Role::leader && !log.empty()) possible.push_back(Action::append);
    if (restarts) possible.push_back(Action::restart);
    if (possible.empty()) return;
    const Action action = context.choose(possible);
    if (action == Action::time_out) return time_out(context);
    if (action == Action::take_entry) return log.push_back(term);
    if (action == Action::append) return append(context.choose(log.size()), context);
    follow();
    commit = 0;
  }

  void receive(const RequestVote& request, Id<Server> from, Context<Vote>& context) {
    step_down_before(request.term);
    if (request.term < term || request.last < last() || (vote && vote != from)) return;
    vote = from;
    context.send(from, Vote{term});
  }

  void receive(const Vote& given, Id<Server> from, Context<>& context) {
    if (given.term != term || role != Role::candidate) return;
    votes.insert(from);
    if (votes.size() <= context.count<Server>() / 2) return;
    role = Role::leader;
    votes.clear();
    match.emplace();
  }

  void receive(const Append& append, Id<Server> from, Context<Appended>& context) {
    step_down_before(append.term);
    if (append.term < term) return;
    if (role != Role::leader) follow();
    const auto index = static_cast<std::size_t>(append.index);
    if (index > log.size() || (index > 0 && log[index - 1] != append.previous)) return;
    if (index == log.size() || log[index] != append.entry) {
      log.resize(index);
      log.push_back(append.entry);
    }
    commit = std::max(commit, std::min(append.commit, append.index + 1));
    context.send(from, Appended{term, append.index + 1});
  }

  void receive(const Appended& appended, Id<Server> from, Context<>& context) {
    step_down_before(appended.term);
    if (appended.term != term || role != Role::leader) return;
    int& matched = (*match)[from];  // a length is at least 1, so that 0 does not stay in the map
    if (matched >= appended.length) return;
    matched = appended.length;
    // Commit the longest beginning of the log that a majority has and that ends with an entry of this term.
    for (int to = length(); to > commit; --to) {
      const auto has = [to](const auto& other) { return other.second >= to; };
      const auto others = static_cast<std::size_t>(std::ranges::count_if(*match, has));
      const bool majority = 1 + others > context.count<Server>() / 2;
      if (majority && log[static_cast<std::size_t>(to) - 1] == term) commit = to;
    }
  }

  void time_out(Context<RequestVote> context) {
    follow();
    term += 1;
    vote = context.self<Server>();
    role = Role::candidate;
    votes = {*vote};
    context.broadcast<Server>(RequestVote{term, last()});
  }

  void append(std::size_t index, Context<Append> context) const {
    const int previous = index > 0 ? log[index - 1] : 0;
    context.broadcast<Server>(Append{term, static_cast<int>(index), previous, log[index], commit});
  }

  void step_down_before(int newer) {
    if (newer <= term) return;
    term = newer;
    vote.reset();
    follow();
  }

  void follow() {
    role = Role::follower;
    votes.clear();
    match.reset();
  }

  int length() const { return static_cast<int>(log.size()); }
  std::pair<int, int> last() const { return {log.empty() ? 0 : log.back(), length()}; }
};

/// What is observed of a server.
struct Outside {
  int term = 0;
  bool leads = false;
  Log log{};
  int commit = 0;
};

struct Raft {
  static constexpr std::string_view name = "raft-sketch";
  static constexpr std::string_view summary = "replication of a log by elected leaders";

  using Roles = pessimist::Roles<Server>;
  using Messages = pessimist::Messages<RequestVote, Vote, Append, Appended>;

  struct Parameters {
    Parameter<int> servers{3, "servers", 1, 9};
    Parameter<int> terms{2, "terms", 1, 9};
    Parameter<int> entries{1, "how long a log may be", 0, 9};
    Parameter<bool> restart{false, "servers may restart, and lose all but term, vote and log"};
  };

  static Outside observed(const Server& server) {
    return {server.term, server.role == Server::Role::leader, server.log, server.commit};
  }

  /// Election Safety, State Machine Safety and Log Matching of the Raft paper's figure 3.
  static Judgement safe(const Outside& one, const Outside& other) {
    const bool two_lead = one.leads && other.leads && one.term == other.term;
    if (two_lead) return fails("two servers lead term " + std::to_string(one.term));
    auto [here, there] = std::ranges::mismatch(one.log, other.log);
    const bool agree = std::min(one.commit, other.commit) <= here - one.log.begin();
    if (!agree) return fails("two servers have committed different entries");
    for (; here != one.log.end() && there != other.log.end(); ++here, ++there) {
      if (*here == *there) return fails("two logs have an entry in common behind two that differ");
    }
    return holds();
  }

  static void set_up(const Parameters& parameters, Setup<Raft>& setup) {
    setup.nodes(
        static_cast<std::size_t>(*parameters.servers),
        Server{.terms = *parameters.terms, .entries = *parameters.entries, .restarts = *parameters.restart});

    setup.always("safe", pairs(observe<Server>(observed), safe));
  }
};

}  // namespace pessimist::sketches
