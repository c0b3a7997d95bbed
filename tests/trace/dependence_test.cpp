// Which steps of a trace must keep their order, and which follow from which, by hand.

#include "trace/dependence.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "pessimist/pessimist.hpp"
#include "trace/walk.hpp"
#include "verdict/check.hpp"

namespace pessimist {
namespace {

using Steps = std::vector<std::size_t>;
using Kind = Trigger::Kind;

struct Ping {};
struct Sender;
struct Reader {
  int read = 0;
  void act(const Received<Ping>& pings) {
    if (read < 3) read += pings.empty() ? 1 : 2;
  }
};
struct Sender {
  int sent = 0;
  int suspected = 0;
  Ticks shown = 0;
  void act(const Received<>&, Context<Ping, ReadsClock>& context) {
    if (sent > 1) return;
    ++sent;
    shown = context.now();
    context.broadcast<Reader>(Ping{});
  }
  void suspect(Id<Reader>) { suspected = std::min(suspected + 1, 2); }
};
struct Sending {
  static constexpr bool clocks = true;
  using Roles = pessimist::Roles<Reader, Sender>;
  using Messages = pessimist::Messages<Ping>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Sending>& setup) {
    setup.nodes<Reader>(2);
    setup.nodes<Sender>(1);
    setup.clocks({.horizon = 2});
    setup.most_down(1);
    setup.faults({Fault::crash, Fault::restart});
  }
};
constexpr NodeIndex first = 0, second = 1, sender = 2;

const ProtocolModel<Sending> model(Sending::Parameters{});

/// What follows from what, and what stays behind what, where these things happen one after the other.
Dependences of(const std::vector<std::pair<NodeIndex, Kind>>& events) {
  Walk walk(model, Network::unreliable, {{Fault::crash, 2}, {Fault::restart, 2}});
  walk.start({{}, {}, {}});
  for (const auto& [node, kind] : events) {
    const auto possible = walk.possible();
    const auto step = std::ranges::find_if(possible, [&](const Walk::Possible& one) {
      return one.step.node == node && one.step.trigger.kind == kind;
    });
    REQUIRE(step != possible.end());
    walk.take(step->step);
  }
  return dependences(model, Network::unreliable, walk.trace());
}

TEST_CASE("dependence: an act follows from what it reads, and what it does not read is sent behind it",
          "[trace]") {
  const Dependences found =
      of({{first, Kind::act}, {sender, Kind::act}, {first, Kind::act}, {second, Kind::act}});
  CHECK(found.causes == std::vector<Steps>{{}, {}, {0, 1}, {1}});
  CHECK(found.behind == std::vector<Steps>{{}, {0}, {}, {}});
}

TEST_CASE("dependence: what was sent before changes nothing for who has read it", "[trace]") {
  const Dependences found = of({{sender, Kind::act}, {first, Kind::act}, {sender, Kind::act}});
  CHECK(found.behind == std::vector<Steps>{{}, {}, {}});
}

struct Again {};
struct Looper {
  int turns = 0;
  void act(const Received<Again>&, Context<Again>& context) {
    if (turns < 2) context.send(context.self<Looper>(), Again{});
    turns = std::min(turns + 1, 2);
  }
};
struct Looping {
  using Roles = pessimist::Roles<Looper>;
  using Messages = pessimist::Messages<Again>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Looping>& setup) {
    setup.nodes<Looper>(1);
    setup.sometimes("twice", each(&Looper::turns, [](int turns) { return turns == 2; }));
  }
};

TEST_CASE("dependence: a step that sends itself what it reads does not stay behind itself", "[trace]") {
  const ProtocolModel<Looping> looping(Looping::Parameters{});
  const CheckResult result = check(looping, {});
  REQUIRE(result.properties.front().trace);
  const Dependences found = dependences(looping, Network::unreliable, *result.properties.front().trace);
  CHECK(found.causes == std::vector<Steps>{{}, {0}});
  CHECK(found.behind == std::vector<Steps>{{}, {}});
}

TEST_CASE("dependence: who is down shows to who suspects it, and to who may not go down besides", "[trace]") {
  const Dependences found =
      of({{first, Kind::crash}, {sender, Kind::suspect}, {first, Kind::restart}, {second, Kind::crash}});
  CHECK(found.causes == std::vector<Steps>{{}, {0}, {0}, {}});
  CHECK(found.behind == std::vector<Steps>{{}, {}, {1}, {2}});
}

TEST_CASE("dependence: time passes behind all that was before, and shows to who reads a clock", "[trace]") {
  const Dependences found =
      of({{first, Kind::act}, {first, Kind::tick}, {sender, Kind::act}, {second, Kind::act}});
  CHECK(found.causes == std::vector<Steps>{{}, {}, {1}, {2}});
  CHECK(found.behind == std::vector<Steps>{{}, {0}, {0}, {1}});  // who has read finds no more than was there
  CHECK(lane_of(model, TraceStep{0, {Kind::tick, 0, {}, {}}, {}, {}}) == 3);
}

}  // namespace
}  // namespace pessimist
