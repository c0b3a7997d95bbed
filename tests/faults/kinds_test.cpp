// Each kind of fault by itself, on protocols so small that their worlds are counted by hand.

#include <map>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include <pessimist/pessimist.hpp>

#include "faults/counted.hpp"
#include "faults/post.hpp"
#include "naive/agreement.hpp"
#include "report/narrate.hpp"
#include "verdict/check.hpp"
#include "world/system.hpp"

namespace pessimist {
namespace {

using faults::Budgets;
using faults::counted;
using faults::Counts;
using faults::Post;

TEST_CASE("faults: a message is dropped", "[faults]") {
  CHECK(counted<Post<1>>(Network::unordered, {}) == Counts{2, 1, 1});
  // Read, or lost.
  CHECK(counted<Post<1>>(Network::unordered, {{Fault::drop, 1}}) == Counts{3, 2, 1});
  CHECK(counted<Post<1>>(Network::fifo, {{Fault::drop, 1}}) == Counts{3, 2, 1});
  // In their order: both; the second only; the first only; and two worlds between.
  CHECK(counted<Post<2>>(Network::fifo, {{Fault::drop, 1}}) == Counts{6, 5, 2});
  CHECK(counted<Post<2>>(Network::fifo, {{Fault::drop, 5}}) == Counts{7, 6, 2});
}

TEST_CASE("faults: a message is doubled", "[faults]") {
  // Waits; is read; is there twice; is read and there; is read twice.
  CHECK(counted<Post<1>>(Network::unordered, {{Fault::duplicate, 1}}) == Counts{5, 4, 3});
  CHECK(counted<Post<1>>(Network::fifo, {{Fault::duplicate, 1}}) == Counts{5, 4, 3});
}

TEST_CASE("faults: the unreliable network needs no budget to lose or double", "[faults]") {
  const ProtocolModel<Post<1>> model(Post<1>::Parameters{});
  for (const Fault fault : {Fault::drop, Fault::duplicate}) {
    CheckOptions options;
    options.network = Network::unreliable;
    options.budgets = {{fault, 1}};
    CHECK_THROWS_AS(check(model, options), UsageError);
    options.network = Network::unordered;
    CHECK(check(model, options).verdict == Verdict::proved);
    options.reductions.stubborn = true;
    CHECK_THROWS_AS(check(model, options), UsageError);
  }
}

// A clerk who files a paper.

struct Clerk {
  Durable<int> filed = 0;
  int seen = 0;
  void act(const Received<>&) {
    if (seen == 0) filed = filed + 1;
    seen = 1;
  }
};
struct Office {
  using Roles = pessimist::Roles<Clerk>;
  using Messages = pessimist::Messages<>;
  struct Parameters {
    bool spared = false;
  };
  static void set_up(const Parameters& parameters, Setup<Office>& setup) {
    setup.nodes<Clerk>(1);
    setup.faults({Fault::crash, Fault::restart, Fault::amnesia, Fault::crash_in_handler});
    if (parameters.spared) setup.spare<Clerk>({Fault::amnesia, Fault::crash_in_handler});
  }
};

TEST_CASE("faults: a node loses its disk and starts as at first", "[faults]") {
  // Nothing filed, one filed; after amnesia, from either, the same two again.
  CHECK(counted<Office>(Network::unreliable, {{Fault::amnesia, 1}}) == Counts{4, 4, 2});
  // Down: it comes up with nothing as well.
  CHECK(counted<Office>(Network::unreliable, {{Fault::crash, 1}, {Fault::amnesia, 1}}).worlds == 10);
}

TEST_CASE("faults: a crash and a restart keep what is durable", "[faults]") {
  // filed 0, 1; down with 0, 1; up again with 0, 1 and unseen; then 1, 2 and seen.
  CHECK(counted<Office>(Network::unreliable, {{Fault::crash, 1}, {Fault::restart, 1}}) == Counts{8, 7, 4});
}

TEST_CASE("faults: what a role is spared does not befall its nodes", "[faults]") {
  const ProtocolModel<Office> model(Office::Parameters{true});
  CheckOptions options;
  options.budgets = {{Fault::amnesia, 1}, {Fault::crash_in_handler, 1}};
  CHECK(check(model, options).states == 2);
  const naive::NaiveOptions plain{Network::unreliable, options.budgets};
  CHECK(naive::differences(model, plain, naive::explore(model, plain)) == "");
}

// A server that files, tells its peers, and files again; and what a crash in the middle leaves of that.

struct News {};
struct Peer {
  static constexpr bool ordered = true;

  int told = 0;
  void receive(const News&) { told = 1; }
};
enum class Order : std::uint8_t { write_send_write, send_send, send_write };
struct Teller {
  Constant<Order> order;
  Durable<int> first = 0;
  Durable<int> second = 0;
  bool done = false;

  void act(const Received<>&, Context<News>& context) {
    if (std::exchange(done, true)) return;
    if (order == Order::write_send_write) first = 1;
    context.send(context.all<Peer>().front(), News{});
    if (order == Order::send_send) context.send(context.all<Peer>().back(), News{});
    if (order != Order::send_send) second.write() = 1;
  }
};
template <Order order>
struct Town {
  using Roles = pessimist::Roles<Teller, Peer>;
  using Messages = pessimist::Messages<News>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Town>& setup) {
    setup.template nodes<Teller>(1, Teller{order});
    setup.template nodes<Peer>(2);
    setup.faults({Fault::crash, Fault::crash_in_handler, Fault::restart});
    setup.always("nobody knows what is not filed",
                 together(&Teller::second, &Peer::told, [](const auto& filed, const auto& told) {
                   for (const auto& peer : told) {
                     if (peer.value == 1 && filed.front().value == 0) return fails("somebody does");
                   }
                   return holds();
                 }));
  }
};

template <Order order>
std::size_t interrupted_outcomes() {
  const ProtocolModel<Town<order>> model(typename Town<order>::Parameters{});
  world::System system(model, {});
  const world::PartId local = system.parts().local(model.initial(0));
  Trigger trigger{Trigger::Kind::act, 0, {}, {}};
  trigger.interrupted = true;
  return system.steps().of(0, local, system.parts().trigger(trigger)).size();
}

TEST_CASE("faults: a crash inside a handler leaves every part of it that it can", "[faults]") {
  // Before the second write: told or not; behind it: told.
  CHECK(interrupted_outcomes<Order::write_send_write>() == 3);
  // Told: the one, the other, both; a crash with nothing done is a crash before the handler.
  CHECK(interrupted_outcomes<Order::send_send>() == 3);
  // Told and not written; told and written.
  CHECK(interrupted_outcomes<Order::send_write>() == 2);
}

TEST_CASE("faults: a reply before its write is found by a crash inside the handler only", "[faults]") {
  const ProtocolModel<Town<Order::send_write>> model(Town<Order::send_write>::Parameters{});
  CheckOptions options;
  options.properties = {"nobody knows what is not filed"};
  options.budgets = {{Fault::crash, 2}, {Fault::restart, 2}};
  CHECK(check(model, options).verdict == Verdict::proved);
  options.budgets = {{Fault::crash_in_handler, 1}};
  const CheckResult found = check(model, options);
  REQUIRE(found.verdict == Verdict::violated);
  REQUIRE(found.properties.front().trace);
  CHECK(found.properties.front().trace->steps.size() == 2);
  const std::string told = narrate(model, Network::unreliable, found.properties.front());
  CHECK(told.find("teller acts of its own accord, and crashes before the next write to its disk") !=
        std::string::npos);
}

TEST_CASE("faults: what a crash inside a handler keeps from being sent is said", "[faults]") {
  const ProtocolModel<Town<Order::send_send>> model(Town<Order::send_send>::Parameters{});
  Trigger trigger{Trigger::Kind::act, 0, {}, {}};
  trigger.interrupted = true;
  const Outcome outcome = model.run(0, model.initial(0), trigger, {1, 0, 1});
  CHECK_FALSE(outcome.after.up);
  CHECK(outcome.sends.size() == 1);
  CHECK(outcome.choices.back().shown == "News to peer 2");
}

TEST_CASE("faults: agreement of the engine and the naive explorer on crashes inside handlers", "[faults]") {
  const Budgets budgets{{Fault::crash_in_handler, 2}, {Fault::restart, 1}};
  CHECK(counted<Town<Order::write_send_write>>(Network::unreliable, budgets).worlds > 10);
  CHECK(counted<Town<Order::send_send>>(Network::unreliable, budgets).worlds > 10);
  CHECK(counted<Town<Order::send_write>>(Network::unreliable, budgets).worlds > 10);
}

}  // namespace
}  // namespace pessimist
