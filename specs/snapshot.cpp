// The distributed snapshot: processes record, without stopping, a global state that could have been: each
// records its own state at some moment and then what comes in on each channel until a marker ends it.
//
// Source: Chandy and Lamport, "Distributed Snapshots: Determining Global States of Distributed Systems" (ACM
// TOCS 3(1), 1985), section 3.1: the marker-sending and the marker-receiving rule.
//
// Modelled: processes that send each other money, one unit at a time, with a channel between any two in each
// direction; any process may begin the snapshot, also several of them (the paper allows it). Checked is that
// a complete snapshot accounts for all money, in balances and channels: the best known consequence of the
// paper's theorem, not all of it. The markers divide what was sent before from what was sent after, which
// takes channels that keep their order: on `--network unordered` money is lost or found. Not modelled: how
// the recorded states are collected, and a second snapshot.

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

enum class Action { transfer, snapshot };

struct Money {};  // one unit of it
struct Marker {};

struct Process {
  int balance = 0;
  int transfers_left = 0;
  std::optional<int> recorded_balance{};
  std::set<Id<Process>> recording{};               ///< the channels from these
  std::map<Id<Process>, int> recorded_channels{};  ///< what was under way from these

  void act(const Received<>&, Context<Money, Marker>& context) {
    std::set<Action> possible;
    if (balance > 0 && transfers_left > 0 && context.count<Process>() > 1) possible.insert(Action::transfer);
    if (!recorded_balance) possible.insert(Action::snapshot);
    if (possible.empty()) return;
    if (context.choose(possible) == Action::snapshot) return record(context);
    --balance;
    --transfers_left;
    context.send(context.choose(context.others<Process>()), Money{});
  }

  void receive(const Money&, Id<Process> from) {
    ++balance;
    if (recording.contains(from)) ++recorded_channels[from];
  }

  void receive(const Marker&, Id<Process> from, Context<Marker>& context) {
    if (!recorded_balance) record(context);
    recording.erase(from);
  }

  /// In one step, so that a marker separates what was sent before the recording from what is sent after.
  void record(Context<Marker> context) {
    recorded_balance = balance;
    for (const Id<Process> other : context.others<Process>()) recording.insert(other);
    context.broadcast<Process>(Marker{});
  }
};

/// What one process contributes to the snapshot.
struct Share {
  bool complete = false;
  int money = 0;  ///< in its balance and in the channels to it, if complete
};

Share share_of(const Process& process) {
  if (!process.recorded_balance || !process.recording.empty()) return {};
  int money = *process.recorded_balance;
  for (const auto& [from, under_way] : process.recorded_channels) money += under_way;
  return {true, money};
}

using Shares = std::vector<Observed<Process, Share>>;

bool complete(const Shares& shares) {
  return std::ranges::all_of(shares, [](const auto& share) { return share.value.complete; });
}

Judgement accounts_for(int total, const Shares& shares) {
  int recorded = 0;
  for (const auto& share : shares) recorded += share.value.money;
  return implies(complete(shares), recorded == total,
                 "the snapshot accounts for " + std::to_string(recorded) + " of " + std::to_string(total) +
                     " units of money");
}

struct Snapshot {
  static constexpr std::string_view name = "snapshot";
  static constexpr std::string_view summary =
      "distributed snapshot of a running system (Chandy and Lamport 1985)";

  using Roles = pessimist::Roles<Process>;
  using Messages = pessimist::Messages<Money, Marker>;

  struct Parameters {
    Parameter<int> processes{3, "processes", 1, 9};
    Parameter<int> balance{1, "units of money that each process has at first", 0, 9};
    Parameter<int> transfers{2, "how often each process may send a unit", 0, 9};
  };

  static void set_up(const Parameters& parameters, Setup<Snapshot>& setup) {
    setup.nodes(static_cast<std::size_t>(*parameters.processes),
                Process{.balance = parameters.balance, .transfers_left = parameters.transfers});
    setup.networks({Network::fifo, Network::unordered});

    const auto shares = observe<Process>(share_of);
    const int total = parameters.processes * parameters.balance;
    setup.always("money is conserved",
                 together(shares, [total](const Shares& all) { return accounts_for(total, all); }));
    setup.sometimes("a snapshot is complete", together(shares, complete));
    // It may always be begun, so a system in which nothing can happen any more has one.
    setup.no_deadlock("the snapshot is complete", together(shares, complete));
  }
};

PESSIMIST_SPEC(Snapshot);

}  // namespace
