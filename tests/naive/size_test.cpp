// What splits the worlds, counted by the engine from sums of hashes, is what the naive explorer counts from prints.

#include "naive/size.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <catch2/catch.hpp>

#include "pessimist/pessimist.hpp"
#include "random/instance.hpp"
#include "verdict/check.hpp"

namespace pessimist {
namespace {

CheckOptions explaining(const naive::NaiveOptions& options, unsigned workers) {
  CheckOptions result;
  result.network = options.network;
  result.budgets = options.budgets;
  result.keep_going = true;
  result.size = SizeReport::always;
  result.workers = workers;
  result.first_slots = workers == 1 ? 64 : 2;
  return result;
}

// --- Worlds that can be counted by hand.

struct Tick {
  int round;
};
struct Wait {};
struct Clock {
  int hand = 0;
  Constant<int> last = 2;

  void start(Context<Wait>& context) { context.arm(Wait{}); }
  void timeout(const Wait&, Context<Tick, Wait>& context);
};
struct Listener {
  bool heard = false;
  int never = 7;
  void receive(const Tick&) { heard = true; }
};
void Clock::timeout(const Wait&, Context<Tick, Wait>& context) {
  context.send(context.only<Listener>(), Tick{hand});
  ++hand;
  if (hand < last) context.arm(Wait{});
}
struct Ticking {
  using Roles = pessimist::Roles<Clock, Listener>;
  using Messages = pessimist::Messages<Tick>;
  using Timers = pessimist::Timers<Wait>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Ticking>& setup) {
    setup.nodes<Clock>(1);
    setup.nodes<Listener>(1);
    setup.networks({Network::unreliable, Network::unordered, Network::fifo});
    setup.faults({Fault::crash, Fault::restart});
    setup.sometimes("heard", each(&Listener::heard, [](bool heard) { return heard; }));
  }
};

const Size::OfAspect& of(const Size& size, Aspect::Kind kind, unsigned role, unsigned number) {
  return *std::find_if(size.aspects.begin(), size.aspects.end(), [&](const Size::OfAspect& one) {
    return one.aspect.kind == kind && one.aspect.role == role && one.aspect.number == number;
  });
}

}  // namespace

// The clock's hand is at 0, 1 or 2; with it goes the timer, and what lies in the inbox. The listener has heard or not,
// but not at 0: five worlds.
TEST_CASE("what splits the worlds, by hand", "[size]") {
  const ProtocolModel<Ticking> model(Ticking::Parameters{});
  const CheckResult result = check(model, explaining({Network::unreliable, {}}, 1));
  REQUIRE(result.states == 5);
  REQUIRE(result.size);
  const Size& size = *result.size;
  CHECK(size.worlds == 5);
  CHECK(size.complete);
  CHECK(size.worlds_by_depth == std::vector<std::uint64_t>{1, 1, 2, 1});

  REQUIRE(size.aspects.size() == 5);  // not the Constant
  CHECK(size.aspects.front().aspect.role == 1);
  const Size::OfAspect& heard = of(size, Aspect::Kind::field, 1, 0);
  CHECK(heard.worlds_without == 3);
  CHECK(heard.values == 2);
  CHECK(heard.values_by_depth == std::vector<std::uint64_t>{1, 1, 2, 1});
  CHECK(of(size, Aspect::Kind::field, 1, 1).values == 1);
  const Size::OfAspect& hand = of(size, Aspect::Kind::field, 0, 0);
  CHECK(hand.worlds_without == 5);
  CHECK(hand.values == 3);
  const Size::OfAspect& wait = of(size, Aspect::Kind::timer, 0, 0);
  CHECK(wait.values == 2);
  const Size::OfAspect& tick = of(size, Aspect::Kind::message, 0, 0);
  CHECK(tick.worlds_without == 5);
  CHECK(tick.values == 2);
  CHECK(tick.sum == 0 + 1 + 1 + 2 + 2);
  CHECK(tick.most == 2);
  CHECK(size.nodes[0].locals == 3);
  CHECK(size.nodes[1].locals == 2);
  CHECK(size.nodes[1].inboxes == 3);
  CHECK(size.nodes[1].units == 5);
}

TEST_CASE("what splits the worlds of small protocols, as the naive explorer counts", "[size]") {
  const ProtocolModel<Ticking> model(Ticking::Parameters{});
  for (const Network network : {Network::unreliable, Network::unordered, Network::fifo}) {
    const naive::NaiveOptions options{network, {{Fault::crash, 2}, {Fault::restart, 1}}};
    for (const unsigned workers : {1U, 3U}) {
      const CheckResult result = check(model, explaining(options, workers));
      REQUIRE(result.size);
      CHECK(naive::differences(model, options, *result.size) == "");
    }
  }
}

TEST_CASE("what splits the worlds of random protocols, as the naive explorer counts", "[size]") {
  std::set<Network> networks;
  std::set<Aspect::Kind> kinds;
  for (std::uint64_t seed = 3000; seed < 3060; ++seed) {
    const std::optional<random::Instance> instance = random::make_instance(seed);
    if (!instance || instance->expected.worlds > 1500) continue;
    INFO(instance->description());
    const CheckResult one = check(*instance->model, explaining(instance->options, 1));
    REQUIRE(one.size);
    CHECK(naive::differences(*instance->model, instance->options, *one.size) == "");
    const CheckResult three = check(*instance->model, explaining(instance->options, 3));
    REQUIRE(three.size);
    CHECK(naive::differences(*instance->model, instance->options, *three.size) == "");
    networks.insert(instance->options.network);
    for (const Size::OfAspect& aspect : one.size->aspects) kinds.insert(aspect.aspect.kind);
  }
  CHECK(networks.size() == 3);
  CHECK(kinds.size() == 7);
}

TEST_CASE("where a limit ends a run, whole layers are looked at", "[size]") {
  const ProtocolModel<Ticking> model(Ticking::Parameters{});
  CheckOptions options;
  options.size = SizeReport::at_limit;
  CHECK(!check(model, options).size);
  options.limits.depth = 1;
  const CheckResult result = check(model, options);
  REQUIRE(result.size);
  CHECK(result.size->worlds == 2);
  CHECK(result.size->complete);
  options.size = SizeReport::never;
  CHECK(!check(model, options).size);
  const std::atomic<bool> interrupted = true;
  options.size = SizeReport::always;
  options.interrupted = &interrupted;
  CHECK(!check(model, options).size);
}

}  // namespace pessimist
