// Mutual exclusion by asking everybody: a process enters its critical section when all others have replied to
// its request, and puts off its own replies to whoever asked later until it has left. Logical clocks say what
// is earlier, process numbers break ties.
//
// Source: Ricart and Agrawala, "An Optimal Algorithm for Mutual Exclusion in Computer Networks" (CACM 24(1),
// 1981), section 2.
//
// Modelled: every process asks `entries` times; each message is delivered once, in any order (as the paper
// assumes), or in the order sent on `--network fifo`. Not modelled: lost messages and crashes, either of
// which stops the algorithm, and the critical section itself.

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <pessimist/pessimist.hpp>

namespace {

using namespace pessimist;

enum class Bug { none, ignores_clock };

enum class State { outside, waiting, inside };

struct Request {
  int clock = 0;
};
struct Reply {};

struct Process {
  static constexpr bool ordered = true;

  Constant<Bug> bug;
  int entries_left = 0;
  State state = State::outside;
  int clock = 0;                     ///< the highest in any request sent or received
  int requested_at = 0;              ///< the clock of its request, while waiting or inside
  std::set<Id<Process>> replied{};   ///< to its request
  std::set<Id<Process>> deferred{};  ///< whose requests it has yet to reply to

  void act(const Received<>&, Context<Request, Reply>& context) {
    if (state == State::outside && entries_left > 0) return request(context);
    if (state == State::inside) return leave(context);
  }

  void receive(const Request& request, Id<Process> from, Context<Reply>& context) {
    clock = std::max(clock, request.clock);
    const auto mine = std::pair(requested_at, context.self<Process>());
    const bool mine_first = state != State::outside && mine < std::pair(request.clock, from);
    if (mine_first && bug != Bug::ignores_clock) {
      deferred.insert(from);
    } else {
      context.send(from, Reply{});
    }
  }

  void receive(const Reply&, Id<Process> from, Context<>& context) {
    replied.insert(from);
    if (replied.size() + 1 < context.count<Process>()) return;
    state = State::inside;
    replied.clear();
  }

  void request(Context<Request> context) {
    state = State::waiting;
    requested_at = ++clock;
    context.broadcast<Process>(Request{requested_at});
  }

  void leave(Context<Reply> context) {
    state = State::outside;
    requested_at = 0;
    --entries_left;
    for (const Id<Process> waiting : deferred) context.send(waiting, Reply{});
    deferred.clear();
  }
};

Judgement never_both_inside(State one, State other) {
  return implies(one == State::inside, other != State::inside,
                 "two processes are in their critical sections");
}

bool one_inside_and_others_waiting(const std::vector<Observed<Process, State>>& processes) {
  const auto count = [&](State state) {
    return std::ranges::count(processes, state, &Observed<Process, State>::value);
  };
  return count(State::inside) == 1 && count(State::outside) == 0;
}

Judgement served(int entries_left) {
  return entries_left == 0 ? holds() : fails("it waits for ever to enter its critical section");
}

struct Mutex {
  static constexpr std::string_view name = "mutex";
  static constexpr std::string_view summary = "mutual exclusion by logical clocks (Ricart and Agrawala 1981)";

  using Roles = pessimist::Roles<Process>;
  using Messages = pessimist::Messages<Request, Reply>;

  struct Parameters {
    Parameter<int> processes{3, "processes", 2, 9};
    Parameter<int> entries{1, "how often each process enters its critical section", 1, 9};
    Parameter<Bug> bug{Bug::none, "ignores-clock: a process replies at once, also to later requests"};
  };

  static void set_up(const Parameters& parameters, Setup<Mutex>& setup) {
    setup.nodes(static_cast<std::size_t>(*parameters.processes),
                Process{.bug = *parameters.bug, .entries_left = parameters.entries});
    setup.networks({Network::unordered, Network::fifo});

    setup.always("mutual exclusion", pairs(&Process::state, never_both_inside));
    setup.sometimes("all others wait while one is inside",
                    together(&Process::state, one_inside_and_others_waiting));
    setup.no_deadlock("everybody has been served", each(&Process::entries_left, served));
  }
};

PESSIMIST_SPEC(Mutex);

}  // namespace
