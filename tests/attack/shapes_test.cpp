// Systems of unusual shapes: one node and as many as there may be, long chains, wide choices, large states, many
// properties, many values to compare in pairs, messages to oneself.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "naive/agreement.hpp"
#include "pessimist/pessimist.hpp"

namespace pessimist {
namespace {

using Budgets = std::map<Fault, unsigned>;

void require_agreement(const Model& model, const naive::NaiveOptions& options,
                       std::uint64_t least_worlds = 1) {
  INFO(to_string(options.network));
  const naive::NaiveResult expected = naive::explore(model, options);
  REQUIRE(expected.complete);
  CHECK(expected.worlds >= least_worlds);
  CHECK(naive::differences(model, options, expected) == "");
}

// --- A node that does all that a node may do: sends to itself, sends a message twice, arms timers with a value.

struct Left {
  int value;
};
struct Right {
  int value;
};
struct Tick {
  int value;
};
struct Tock {};

template <bool reading>
struct Busy {
  int value = 0;
  int sends = 0;
  int ticks = 0;
  Durable<int> kept = 0;
  using Causes = Context<Left, Right, Tick, Tock>;

  void start(Causes& context) {
    value = static_cast<int>(context.choose(2));
    context.arm(Tick{value});
    if (value == 1) {
      for (int i = 0; i < 2; ++i) context.send(context.template self<Busy>(), Left{1});
    }
    context.template broadcast<Busy>(Right{value});
  }
  void timeout(const Tick& tick, Causes& context) {
    if (ticks < 2) {
      ++ticks;
      context.arm(Tick{1 - tick.value});
    }
    if (tick.value == 1 && ticks == 1) context.arm(Tock{});
    context.disarm(Tick{0});
    if (sends++ < 1) return context.send(context.template self<Busy>(), Right{3});
    sends = 1;
  }
  void timeout(const Tock&, Causes&) {
    value = 9;
    kept = 1;
  }
  template <class Sender>
  void receive(const Left& left, Id<Sender>, Causes& context) {
    value = left.value;
    if (sends > 0) return;
    sends = 1;
    context.send(context.template self<Busy>(), Left{2});
    context.template broadcast<Busy>(Left{2});
  }
  template <class Sender>
  void receive(const Right& right, Id<Sender> from, Causes& context) {
    value = (value + right.value) % 4;
    if (sends > 0 || right.value != 1) return;
    sends = 1;
    for (int i = 0; i < 2; ++i) context.send(from, Left{5});
  }
  void act(const Received<>&, Causes&) {
    if (value == 8) value = 0;
  }
  void act(const Received<Left, Right>& received, Causes&) requires reading {
    if (received.template of<Left>().size() > 1 && !received.template of<Right>().empty()) value = 8;
  }
};

template <bool reading>
struct BusyNodes {
  using Node = Busy<reading>;
  using Roles = pessimist::Roles<Node>;
  using Messages = pessimist::Messages<Left, Right>;
  using Timers = pessimist::Timers<Tick, Tock>;
  struct Parameters {
    std::size_t nodes = 1;
  };
  static void set_up(const Parameters& parameters, Setup<BusyNodes>& setup) {
    setup.networks({Network::unreliable, Network::unordered});
    if (!reading) setup.networks({Network::unreliable, Network::unordered, Network::fifo});
    setup.faults({Fault::crash, Fault::restart});
    setup.template nodes<Node>(parameters.nodes);
    setup.always("each", each(&Node::value, [](int value) { return value != 9; }));
    setup.always("pairs", pairs(&Node::value, &Node::sends,
                                [](int value, int sends) { return implies(value == 8, sends == 0); }));
    setup.always("together",
                 together(sent<Left>(), observe<Node>(), [](const auto& lefts, const auto& nodes) {
                   return lefts.size() < 4 ||
                          std::ranges::any_of(nodes, [](const auto& node) { return node.value.value < 2; });
                 }));
    setup.sometimes("all sent",
                    together(sent<Left>(), sent<Right>(), [](const auto& lefts, const auto& rights) {
                      return lefts.size() > 1 && rights.size() > 1;
                    }));
    setup.no_deadlock("at one", each(&Node::value, [](int value) { return value == 1; }));
  }
};

TEST_CASE("attack: messages to oneself, equal messages, timers with values", "[attack]") {
  const ProtocolModel<BusyNodes<false>> plain(BusyNodes<false>::Parameters{1});
  const ProtocolModel<BusyNodes<true>> reading(BusyNodes<true>::Parameters{1});
  for (const Budgets& budgets : {Budgets{}, Budgets{{Fault::crash, 2}, {Fault::restart, 2}}}) {
    for (const Network network : plain.networks()) require_agreement(plain, {network, budgets}, 20);
    for (const Network network : reading.networks()) require_agreement(reading, {network, budgets}, 20);
  }
  const ProtocolModel<BusyNodes<true>> two(BusyNodes<true>::Parameters{2});
  require_agreement(two, {Network::unreliable, {}}, 1000);
}

// --- As many nodes as there may be, of which the first, the middle and the last of a role do something.

struct Note {
  int value;
};
struct Citizen {
  static constexpr bool ordered = true;

  bool wakes = false;
  int value = 0;
  void act(const Received<>&, Context<Note>& context) {
    if (!wakes) return;
    wakes = false;
    context.send(context.all<Citizen>().back(), Note{1});
    context.send(context.all<Citizen>().front(), Note{2});
  }
  void receive(const Note& note, Id<Citizen>) { value = note.value; }
};
struct Watcher {
  int count = 0;
  void act(const Received<>&) {
    if (count < 1) ++count;
  }
};
struct Town {
  using Roles = pessimist::Roles<Watcher, Citizen>;
  using Messages = pessimist::Messages<Note>;
  struct Parameters {
    std::size_t citizens = 1, watchers = 0;
    bool reads = false;
  };
  static void set_up(const Parameters& parameters, Setup<Town>& setup) {
    setup.networks({Network::unreliable, Network::unordered, Network::fifo});
    setup.faults({Fault::crash, Fault::restart});
    setup.nodes<Watcher>(parameters.watchers);
    const std::size_t count = parameters.citizens;
    std::size_t number = 0;
    setup.nodes<Citizen>(count, [&](Id<Citizen>) {
      const bool wakes = number == 0 || number == count / 2 || number + 1 == count;
      ++number;
      return Citizen{.wakes = wakes};
    });
    if (parameters.reads) {
      setup.always("few notes", together(sent<Note>(), [](const auto& notes) { return notes.size() < 6; }));
    }
    setup.no_deadlock("not two", each(&Citizen::value, [](int value) { return value < 2; }));
  }
};

TEST_CASE("attack: one node, many nodes, a role without nodes", "[attack]") {
  for (const std::size_t citizens : {1U, 2U, 33U, 60U}) {
    for (const Network network : {Network::unreliable, Network::unordered, Network::fifo}) {
      if (citizens == 33 && network != Network::fifo) continue;
      const ProtocolModel<Town> model(Town::Parameters{citizens, 0, citizens != 2});
      const auto budgets = citizens > 2 ? Budgets{{Fault::restart, 1}} : Budgets{{Fault::crash, 1}};
      require_agreement(model, {network, budgets}, 4);
    }
  }
  // 62 nodes, a ledger and a history: all leaves of a world's tree.
  const ProtocolModel<Town> most(Town::Parameters{60, 2, true});
  require_agreement(most, {Network::unordered, {{Fault::restart, 1}}}, 100);
  const CheckResult too_many = check(ProtocolModel<Town>(Town::Parameters{60, 3}), {});
  CHECK(too_many.verdict == Verdict::broken);
}

// --- Long, wide, large.

struct Walker {
  int at = 0;
  int end = 0;
  void act(const Received<>&) {
    if (at < end) ++at;
  }
};
struct Walk {
  using Roles = pessimist::Roles<Walker>;
  using Messages = pessimist::Messages<>;
  using Parameters = Walker;
  static void set_up(const Parameters& walker, Setup<Walk>& setup) {
    setup.nodes<Walker>(1, walker);
    setup.always("not there", each(&Walker::at, [=](int at) { return at != walker.end; }));
  }
};

TEST_CASE("attack: a chain of many layers, and the way back along it", "[attack]") {
  for (const unsigned workers : {1U, 4U}) {
    CheckOptions options;
    options.workers = workers;
    const CheckResult result = check(ProtocolModel<Walk>(Walker{.end = 20'000}), options);
    CHECK(result.verdict == Verdict::violated);
    CHECK(result.states == 20'001);
    CHECK(result.properties.at(0).steps == 20'000U);
  }
}

struct Holder {
  std::vector<int> values{};
  std::size_t size = 0;
  int picks = 0;
  int picked = -1;
  void act(const Received<>&, Context<>& context) {
    if (picks == 0) return;
    --picks;
    picked = static_cast<int>(context.choose(size));
    if (size == 1100) return;
    values.resize(size);
    values.at(static_cast<std::size_t>(picked)) = picks + 1;
  }
};
struct Holding {
  using Roles = pessimist::Roles<Holder>;
  using Messages = pessimist::Messages<>;
  using Parameters = std::vector<Holder>;
  static void set_up(const Parameters& holders, Setup<Holding>& setup) {
    std::size_t next = 0;
    setup.nodes<Holder>(holders.size(), [&](Id<Holder>) { return holders[next++]; });
    for (std::size_t number = 0; number < 70; ++number) {
      setup.always("property " + std::to_string(number),
                   each(&Holder::values, [=](const std::vector<int>& values) {
                     return values.size() <= number || values[number] != 1;
                   }));
    }
    setup.always("pairs", pairs(&Holder::picked, [](int one, int other) {
                   return implies(one != other, one + other != 1101, "their sum");
                 }));
    setup.always("a pair that is not",
                 pairs(&Holder::picked, [](int one, int other) { return one + other < 1999; }));
  }
};

TEST_CASE("attack: many properties", "[attack]") {
  const Holder holder{.size = 70, .picks = 1};
  require_agreement(ProtocolModel<Holding>(std::vector{holder, holder}), {}, 71 * 71);
}

// More values than a row of pairs holds, most of them at one node; the sum is reached with the last of them.
TEST_CASE("attack: wide choices, and many values to compare in pairs", "[attack]") {
  const Holder one{.size = 1100, .picks = 1};
  const Holder other{.size = 3, .picks = 1};
  require_agreement(ProtocolModel<Holding>(std::vector{one, other}), {}, 1101 * 4);
}

TEST_CASE("attack: large states", "[attack]") {
  const Holder holder{.size = 2000, .picks = 1};
  CheckOptions options;
  options.properties = {"a pair that is not"};
  options.workers = 2;
  const CheckResult result = check(ProtocolModel<Holding>(std::vector{holder, Holder{.picked = 3}}), options);
  CHECK(result.verdict == Verdict::violated);
  CHECK(result.states == 2001);
}

}  // namespace
}  // namespace pessimist
