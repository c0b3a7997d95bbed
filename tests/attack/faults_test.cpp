// What an attack on the fault model and its reductions has found, each in the smallest protocol that shows it.

#include <map>
#include <string>
#include <utility>

#include <catch2/catch.hpp>

#include "pessimist/pessimist.hpp"
#include "verdict/check.hpp"

namespace pessimist {
namespace {

struct None {};
using Budgets = std::map<Fault, unsigned>;

template <class Protocol>
CheckResult checked(Network network, Budgets budgets, ReductionSet reductions = {}, bool audit = false) {
  const ProtocolModel<Protocol> model(None{});
  CheckOptions options;
  options.network = network;
  options.budgets = std::move(budgets);
  options.reductions = reductions;
  options.audit = audit;
  return check(model, options);
}

const ReductionSet by_default{.alone = true, .classes = true, .symmetry = true};
const ReductionSet all_of_them{.alone = true, .classes = true, .symmetry = true, .stubborn = true};

// --- The message at the head of a queue, and the crash in the middle of its handler.

struct Entry {};
struct Disk {
  Durable<bool> written = false;
  bool found = false;
  void receive(const Entry&) { written = true; }
  void restart() { found = written; }
};
struct Writer {
  int idle = 0;
  void start(Context<Entry>& context) { context.send(context.only<Disk>(), Entry{}); }
};
struct Writing {
  using Roles = pessimist::Roles<Disk, Writer>;
  using Messages = pessimist::Messages<Entry>;
  using Parameters = None;
  static void set_up(const None&, Setup<Writing>& setup) {
    setup.nodes<Disk>(1);
    setup.nodes<Writer>(1);
    setup.networks({Network::fifo});
    setup.faults({Fault::crash_in_handler, Fault::restart});
    setup.always("not found", each(&Disk::found, [](bool found) { return !found; }));
  }
};

TEST_CASE("attack: stubborn sets leave out no crash in the handler of the message that they move",
          "[attack]") {
  const Budgets budgets{{Fault::crash_in_handler, 1}, {Fault::restart, 1}};
  for (const ReductionSet reductions : {ReductionSet{}, ReductionSet{.stubborn = true}, all_of_them}) {
    const CheckResult result = checked<Writing>(Network::fifo, budgets, reductions);
    CHECK(result.verdict == Verdict::violated);
    CHECK(result.properties.front().steps == 2);
  }
}

// --- Something that nobody sees happens for as long as a peer is down.

struct Mortal {
  bool beat = false;
  void act(const Received<>&) { beat = !beat; }
};
struct Watch {
  bool blink = false;
  bool done = false;
  void suspect(Id<Mortal>) { blink = !blink; }
};
struct Watching {
  using Roles = pessimist::Roles<Mortal, Watch>;
  using Messages = pessimist::Messages<>;
  using Parameters = None;
  static void set_up(const None&, Setup<Watching>& setup) {
    setup.nodes<Mortal>(1);
    setup.nodes<Watch>(1);
    setup.faults({Fault::crash});
    setup.spare<Watch>({Fault::crash});
    setup.no_deadlock("done", each(&Watch::done, [](bool done) { return done; }));
  }
};

TEST_CASE("attack: who suspects goes on, although classes show nothing of it", "[attack]") {
  for (const ReductionSet reductions :
       {ReductionSet{}, ReductionSet{.alone = true, .classes = true}, by_default})
    CHECK(checked<Watching>(Network::unreliable, {{Fault::crash, 1}}, reductions).verdict == Verdict::proved);
}

// --- A prompt message that nothing takes away.

struct Now {
  static constexpr bool prompt = true;
};
struct Reader {
  bool has_read = false;
  void act(const Received<Now>& read) { has_read = !read.empty(); }
};
struct Listener {
  bool has_heard = false;
  void receive(const Now&) { has_heard = true; }
};
template <class Role>
struct Calling {
  static constexpr bool clocks = true;
  using Roles = pessimist::Roles<Role>;
  using Messages = pessimist::Messages<Now>;
  using Parameters = None;
  static void set_up(const None&, Setup<Calling>& setup) {
    setup.template nodes<Role>(1);
    setup.networks({Network::unordered, Network::unreliable});
    setup.clocks({.horizon = 2});
  }
};

TEST_CASE("attack: no prompt message may hold up time for ever", "[attack]") {
  CHECK(checked<Calling<Listener>>(Network::unordered, {}).verdict == Verdict::proved);
  CHECK_THROWS_WITH(checked<Calling<Listener>>(Network::unreliable, {}),
                    Catch::Matchers::Contains("Now is prompt"));
  const CheckResult read = checked<Calling<Reader>>(Network::unordered, {});
  CHECK(read.verdict == Verdict::broken);
  CHECK_THAT(read.broken, Catch::Matchers::Contains("an act reads it"));
}

// --- A message that is taken by who crashes before anything is done with it.

struct Request {};
struct Reply {};
struct Asker;
struct Answerer {
  Durable<bool> answered = false;
  void receive(const Request&, Id<Asker> from, Context<Reply>& context) {
    answered = true;
    context.send(from, Reply{});
  }
  void restart(Context<Reply>& context);
};
struct Asker {
  bool is_done = false;
  void start(Context<Request>& context) { context.send(context.only<Answerer>(), Request{}); }
  void receive(const Reply&) { is_done = true; }
};
void Answerer::restart(Context<Reply>& context) {
  if (answered) context.send(context.only<Asker>(), Reply{});
}
struct Asking {
  using Roles = pessimist::Roles<Answerer, Asker>;
  using Messages = pessimist::Messages<Request, Reply>;
  using Parameters = None;
  static void set_up(const None&, Setup<Asking>& setup) {
    setup.nodes<Answerer>(1);
    setup.nodes<Asker>(1);
    setup.networks({Network::fifo, Network::unordered, Network::unreliable});
    setup.faults({Fault::crash_in_handler, Fault::restart});
    setup.spare<Asker>({Fault::crash_in_handler});
    setup.no_deadlock("done", each(&Asker::is_done, [](bool is_done) { return is_done; }));
  }
};

TEST_CASE("attack: who crashes in a handler has taken the message, even if nothing was done with it",
          "[attack]") {
  const Budgets budgets{{Fault::crash_in_handler, 1}, {Fault::restart, 1}};
  for (const Network network : {Network::fifo, Network::unordered}) {
    const CheckResult result = checked<Asking>(network, budgets);
    CHECK(result.verdict == Verdict::violated);
    CHECK(result.properties.front().steps == 2);
  }
  CHECK(checked<Asking>(Network::unreliable, budgets).verdict == Verdict::proved);
}

// --- A connection that breaks while its receiver is down.

struct Item {
  int number = 0;
};
struct Receiver {
  int last = 0;
  bool has_gap = false;
  void receive(const Item& item) {
    has_gap = item.number == 2 && last != 1;
    last = item.number;
  }
};
struct Supplier {
  int sent = 0;
  void suspect(Id<Receiver> receiver, Context<Item>& context) {
    if (sent < 2) context.send(receiver, Item{++sent});
  }
};
struct Supplying {
  using Roles = pessimist::Roles<Receiver, Supplier>;
  using Messages = pessimist::Messages<Item>;
  using Parameters = None;
  static void set_up(const None&, Setup<Supplying>& setup) {
    setup.nodes<Receiver>(1);
    setup.nodes<Supplier>(1);
    setup.networks({Network::fifo});
    setup.faults({Fault::crash, Fault::restart, Fault::reset, Fault::drop});
    setup.spare<Supplier>({Fault::crash});
    setup.always("no gap", each(&Receiver::has_gap, [](bool has_gap) { return !has_gap; }));
  }
};

TEST_CASE("attack: a connection breaks while its receiver is down, too", "[attack]") {
  const Budgets lasting{{Fault::crash, 1}, {Fault::restart, 1}};
  for (const Fault fault : {Fault::drop, Fault::reset}) {
    Budgets budgets = lasting;
    budgets[fault] = 1;
    const CheckResult result = checked<Supplying>(Network::fifo, budgets, by_default);
    CHECK(result.verdict == Verdict::violated);
    CHECK(result.properties.front().steps == 6);
  }
}

// --- What is stale to a node, which then turns into a liar.

struct Ballot {
  int number = 0;
};
struct Elector {
  Durable<int> promised = 0;
  void receive(const Ballot& ballot) {
    if (!stale(ballot)) promised = ballot.number;
  }
  bool stale(const Ballot& ballot) const { return ballot.number <= promised; }
  void forge(Context<Ballot>& context) { context.send(context.choose(context.all<Elector>()), Ballot{2}); }
};
struct Candidate {
  void start(Context<Ballot>& context) { context.broadcast<Elector>(Ballot{1}); }
};
struct Electing {
  using Roles = pessimist::Roles<Elector, Candidate>;
  using Messages = pessimist::Messages<Ballot>;
  using Parameters = None;
  static void set_up(const None&, Setup<Electing>& setup) {
    setup.nodes<Elector>(2);
    setup.nodes<Candidate>(1);
    setup.faults({Fault::byzantine});
    setup.spare<Candidate>({Fault::byzantine});
    setup.always("few", each(&Elector::promised, [](int promised) { return promised < 3; }));
  }
};

TEST_CASE("attack: what was stale to a node need not be so to the liar that it becomes", "[attack]") {
  CHECK(checked<Electing>(Network::unreliable, {{Fault::byzantine, 1}}).verdict == Verdict::proved);
}

// --- A message to itself that becomes void, as it lies there already.

struct Ping {};
struct Loner {
  bool has_got = false;
  void act(const Received<>&, Context<Ping>& context) { context.send(context.self<Loner>(), Ping{}); }
  void receive(const Ping&) { has_got = true; }
};
struct Caring {
  bool is_done = false;
  void act(const Received<>&, Context<Ping>& context) {
    if (std::exchange(is_done, true)) return;
    context.send(context.only<Loner>(), Ping{});
  }
};
struct Pinging {
  using Roles = pessimist::Roles<Loner, Caring>;
  using Messages = pessimist::Messages<Ping>;
  using Parameters = None;
  static void set_up(const None&, Setup<Pinging>& setup) {
    setup.nodes<Loner>(1);
    setup.nodes<Caring>(1);
    setup.sometimes("got", each(&Loner::has_got, [](bool has_got) { return has_got; }));
  }
};

TEST_CASE("attack: the audit does not take a step that has become void for one that is not possible",
          "[attack]") {
  CHECK(checked<Pinging>(Network::unreliable, {}, by_default, true).verdict == Verdict::proved);
}

// --- A handler that goes on behind its yield.

struct Later {};
struct Sleeper {
  int idle = 0;
  void act(const Received<>&, Context<Later>& context) {
    context.yield(Later{});
    context.arm(Later{});
  }
  void timeout(const Later&) { ++idle; }
};
struct Sleeping {
  using Roles = pessimist::Roles<Sleeper>;
  using Messages = pessimist::Messages<>;
  using Timers = pessimist::Timers<Later>;
  using Parameters = None;
  static void set_up(const None&, Setup<Sleeping>& setup) {
    setup.nodes<Sleeper>(1);
    setup.bound("few", each(&Sleeper::idle, [](int idle) { return idle < 2; }));
  }
};

TEST_CASE("attack: nothing comes behind a yield, no timer either", "[attack]") {
  const CheckResult result = checked<Sleeping>(Network::unreliable, {});
  CHECK(result.verdict == Verdict::broken);
  CHECK_THAT(result.broken, Catch::Matchers::Contains("behind its context.yield()"));
}

}  // namespace
}  // namespace pessimist
