// Time that passes, clocks that go wrong, nodes that stand still; counted by hand.

#include <string>

#include <catch2/catch.hpp>

#include <pessimist/pessimist.hpp>

#include "faults/counted.hpp"

namespace pessimist {
namespace {

using faults::counted;
using faults::Counts;
using faults::refusal;

/// Notes what its clock shows.
struct Watchman {
  Ticks noted = 0;
  void act(const Received<>&, Context<ReadsClock>& context) { noted = context.now(); }
};
struct Tower {
  static constexpr bool clocks = true;
  using Roles = pessimist::Roles<Watchman>;
  using Messages = pessimist::Messages<>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Tower>& setup) {
    setup.nodes<Watchman>(1);
    setup.clocks({.horizon = 2});
  }
};

TEST_CASE("clocks: time passes at any moment, up to the horizon", "[faults]") {
  // At 0, 1 and 2, having noted any time up to then.
  CHECK(counted<Tower>(Network::unreliable, {}) == Counts{6, 6, 3});
}

/// Has a clock, and nothing else.
template <bool ranked>
struct Dial {
  static constexpr bool ordered = ranked;
  void act(const Received<>&, Context<ReadsClock>& context) { (void)context.now(); }
};
template <bool ranked>
struct StationOf {
  static constexpr bool clocks = true;
  using Roles = pessimist::Roles<Dial<ranked>>;
  using Messages = pessimist::Messages<>;
  struct Parameters {
    std::size_t dials = 1;
    Ticks horizon = 2;
    Ticks jump = 1;
  };
  static void set_up(const Parameters& parameters, Setup<StationOf>& setup) {
    setup.template nodes<Dial<ranked>>(parameters.dials);
    setup.clocks({.horizon = parameters.horizon, .jump = parameters.jump});
    setup.faults({Fault::skew, Fault::jump});
  }
};
using Station = StationOf<true>;

TEST_CASE("clocks: all go together while none goes wrong", "[faults]") {
  CHECK(counted<Station>(Network::unreliable, {}, {3, 4}) == Counts{5, 4, 4});
}

TEST_CASE("clocks: one may miss a tick, or make two of one", "[faults]") {
  // 0, 1, 2, and 2 by two ticks at once; that the only clock misses a tick is nothing at all.
  CHECK(counted<Station>(Network::unreliable, {{Fault::skew, 1}}, {1, 2}) == Counts{4, 3, 2});
  // Both at 0 or at 1, or one of them behind.
  CHECK(counted<Station>(Network::unreliable, {{Fault::skew, 1}}, {2, 1}) == Counts{4, 3, 1});
}

TEST_CASE("clocks: one may be set", "[faults]") {
  // 0 and 1, each by itself or by a jump.
  CHECK(counted<Station>(Network::unreliable, {{Fault::jump, 1}}, {1, 1}) == Counts{4, 4, 2});
  // 0, 1, 2, and each by a jump, of one or of two.
  CHECK(counted<Station>(Network::unreliable, {{Fault::jump, 1}}, {1, 2, 2}) == Counts{6, 10, 2});
}

TEST_CASE("clocks: those that can be exchanged go wrong alike", "[faults]") {
  CHECK(counted<StationOf<false>>(Network::unreliable, {{Fault::skew, 1}}, {2, 1}) == Counts{4, 3, 1});
  CHECK(counted<StationOf<false>>(Network::unreliable, {{Fault::skew, 1}, {Fault::jump, 1}}, {3, 2}).worlds >
        20);
}

// A message that comes before time passes.

template <bool is_prompt>
struct Signal {
  static constexpr bool prompt = is_prompt;
};
template <bool is_prompt>
struct Signalman {
  int seen = 0;
  void receive(const Signal<is_prompt>&, Context<ReadsClock>&) { seen = 1; }
};
template <bool is_prompt>
struct Guard {
  void start(Context<Signal<is_prompt>>& context) {
    context.send(context.template only<Signalman<is_prompt>>(), Signal<is_prompt>{});
  }
};
template <bool is_prompt>
struct Railway {
  static constexpr bool clocks = true;
  using Roles = pessimist::Roles<Signalman<is_prompt>, Guard<is_prompt>>;
  using Messages = pessimist::Messages<Signal<is_prompt>>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Railway>& setup) {
    setup.template nodes<Signalman<is_prompt>>(1);
    setup.template nodes<Guard<is_prompt>>(1);
    setup.networks({Network::unordered, Network::fifo});
    setup.clocks({.horizon = 1});
    setup.faults({Fault::crash, Fault::cut});
  }
};

TEST_CASE("clocks: no time passes while a prompt message is on its way", "[faults]") {
  for (const Network network : {Network::unordered, Network::fifo}) {
    CHECK(counted<Railway<false>>(network, {}) == Counts{4, 4, 2});
    CHECK(counted<Railway<true>>(network, {}) == Counts{3, 2, 2});
    // It waits for nobody who is down, and not where it cannot come through.
    CHECK(counted<Railway<true>>(network, {{Fault::cut, 1}}).worlds == 7);
  }
}

// A handler that is done in two.

struct Rest {};
struct Sleeper {
  int step = 0;
  void act(const Received<>&, Context<Rest>& context) {
    if (step != 0) return;
    step = 1;
    context.yield(Rest{});
  }
  void timeout(const Rest&) { step = 2; }
};
struct Dormitory {
  using Roles = pessimist::Roles<Sleeper>;
  using Messages = pessimist::Messages<>;
  using Timers = pessimist::Timers<Rest>;
  struct Parameters {
    std::size_t sleepers = 1;
  };
  static void set_up(const Parameters& parameters, Setup<Dormitory>& setup) {
    setup.nodes<Sleeper>(parameters.sleepers);
    setup.faults({Fault::pause, Fault::crash, Fault::skew});
  }
};

TEST_CASE("clocks: a handler that yields runs through unless it is made to stand still", "[faults]") {
  CHECK(counted<Dormitory>(Network::unreliable, {}) == Counts{2, 1, 1});
  // Before; through at once; standing still; through later.
  CHECK(counted<Dormitory>(Network::unreliable, {{Fault::pause, 1}}) == Counts{4, 3, 2});
  // And down from each: what it would have gone on with is gone.
  CHECK(counted<Dormitory>(Network::unreliable, {{Fault::pause, 1}, {Fault::crash, 1}}) == Counts{6, 7, 2});
  // Of two, each before or through; and, once the one or the other has stood still, that one standing or through: four and
  // four, of which both through is the same.
  CHECK(counted<Dormitory>(Network::unreliable, {{Fault::pause, 1}}, {2}).worlds == 4 + 4 + 4 - 1);
}

TEST_CASE("clocks: none goes wrong where there are none", "[faults]") {
  CHECK_THAT(refusal<Dormitory>(Network::unreliable, {{Fault::skew, 1}}),
             Catch::Matchers::Contains("static constexpr bool clocks = true;"));
}

struct Timeless : Tower {
  static void set_up(const Parameters&, Setup<Timeless>& setup) { setup.nodes<Watchman>(1); }
};
struct Waiting : Tower {
  static void set_up(const Parameters&, Setup<Waiting>& setup) {
    setup.nodes<Watchman>(1);
    setup.clocks({.horizon = 1});
    setup.no_deadlock("goes on", each(&Watchman::noted, [](Ticks) { return false; }));
  }
};

TEST_CASE("clocks: a horizon must be said, and there is no deadlock to judge", "[faults]") {
  CHECK_THROWS_AS(ProtocolModel<Timeless>(Tower::Parameters{}), SpecError);
  CHECK_THROWS_AS(ProtocolModel<Waiting>(Tower::Parameters{}), SpecError);
}

}  // namespace
}  // namespace pessimist
