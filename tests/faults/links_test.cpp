// Links that are cut, connections that break, and who notices; counted by hand.

#include <string>

#include <catch2/catch.hpp>

#include <pessimist/pessimist.hpp>

#include "faults/counted.hpp"
#include "faults/post.hpp"

namespace pessimist {
namespace {

using faults::Budgets;
using faults::counted;
using faults::Counts;
using faults::Post;
using faults::refusal;

TEST_CASE("links: a message waits where its link is cut", "[faults]") {
  for (const Network network : {Network::unordered, Network::fifo}) {
    // Waits, is read; the link is cut in each, and what waits goes on waiting.
    CHECK(counted<Post<1>>(network, {{Fault::cut, 1}}) == Counts{4, 3, 2});
    CHECK(counted<Post<1>>(network, {{Fault::partition, 1}}) == Counts{4, 3, 2});
    // The mailbox is cut off, or the writer: it is the same link.
    CHECK(counted<Post<1>>(network, {{Fault::isolate, 1}}) == Counts{4, 5, 2});
    // Healed, it is read after all; where nothing is cut there is nothing to heal.
    CHECK(counted<Post<1>>(network, {{Fault::cut, 1}, {Fault::heal, 1}}) == Counts{6, 6, 3});
  }
}

TEST_CASE("links: those of a node that is spared stay whole", "[faults]") {
  for (const Fault fault : {Fault::cut, Fault::isolate, Fault::partition})
    CHECK(counted<Post<1>>(Network::fifo, {{fault, 1}}, {true}) == Counts{2, 1, 1});
}

TEST_CASE("links: a connection that breaks loses all that is on its way", "[faults]") {
  // None, one or both are read; or both are lost, or the second. Of a connection that carries nothing nobody can tell.
  CHECK(counted<Post<2>>(Network::fifo, {{Fault::reset, 1}}) == Counts{5, 4, 2});
}

// Three nodes, each of which would hear the others.

struct Hello {};
template <bool ranked>
struct Neighbour {
  static constexpr bool ordered = ranked;
  int greeted = 0;
  void receive(const Hello&) { greeted = 1; }
};
template <bool ranked>
struct StreetOf {
  using Roles = pessimist::Roles<Neighbour<ranked>>;
  using Messages = pessimist::Messages<Hello>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<StreetOf>& setup) {
    setup.template nodes<Neighbour<ranked>>(3);
    setup.networks({Network::unordered});
    setup.faults({Fault::cut, Fault::isolate, Fault::partition, Fault::heal});
  }
};
using Street = StreetOf<true>;

TEST_CASE("links: three nodes are parted in every way", "[faults]") {
  CHECK(counted<Street>(Network::unordered, {{Fault::partition, 1}}) == Counts{4, 3, 1});
  CHECK(counted<Street>(Network::unordered, {{Fault::isolate, 1}}) == Counts{4, 3, 1});
  CHECK(counted<Street>(Network::unordered, {{Fault::cut, 1}}) == Counts{7, 6, 1});
  CHECK(counted<Street>(Network::unordered, {{Fault::cut, 1}, {Fault::heal, 1}}) == Counts{8, 12, 2});
  CHECK(counted<Street>(Network::unordered, {{Fault::cut, 2}}) == Counts{22, 36, 2});
  // Two splits part everybody from everybody, whichever they are.
  CHECK(counted<Street>(Network::unordered, {{Fault::partition, 2}}) == Counts{5, 9, 2});
}

TEST_CASE("links: nodes that can be exchanged are parted alike", "[faults]") {
  // counted() compares with the naive explorer also under symmetry, which makes one of those that differ in who is who.
  CHECK(counted<StreetOf<false>>(Network::unordered, {{Fault::partition, 2}}) == Counts{5, 9, 2});
  CHECK(counted<StreetOf<false>>(Network::unordered, {{Fault::cut, 2}, {Fault::heal, 1}}).worlds > 22);
  CHECK(counted<StreetOf<false>>(Network::unordered, {{Fault::isolate, 1}, {Fault::cut, 1}, {Fault::heal, 1}})
            .worlds > 22);
}

// A watcher who finds that somebody is silent.

struct Job {};
template <bool ranked>
struct Worker {
  static constexpr bool ordered = ranked;
  void act(const Received<>&) {}
};
template <bool ranked>
struct Watcher {
  bool suspects = false;
  int broken = 0;
  void receive(const Job&) {}
  void suspect(Id<Worker<ranked>>) { suspects = true; }
  void disconnected(Id<Worker<ranked>>) { broken = 1; }
};
template <bool ranked>
struct ShopOf {
  using Roles = pessimist::Roles<Watcher<ranked>, Worker<ranked>>;
  using Messages = pessimist::Messages<Job>;
  struct Parameters {
    std::size_t workers = 1;
    bool most_one_down = false;
  };
  static void set_up(const Parameters& parameters, Setup<ShopOf>& setup) {
    setup.template nodes<Watcher<ranked>>(1);
    setup.template nodes<Worker<ranked>>(parameters.workers);
    setup.networks({Network::unreliable, Network::fifo});
    setup.faults({Fault::crash, Fault::restart, Fault::cut, Fault::heal, Fault::reset});
    setup.template spare<Watcher<ranked>>({Fault::crash});
    if (parameters.most_one_down) setup.most_down(1);
  }
};
using Shop = ShopOf<true>;

TEST_CASE("links: who is down or cut off can be suspected, and nobody else", "[faults]") {
  // At work; down; suspected.
  CHECK(counted<Shop>(Network::unreliable, {{Fault::crash, 1}}) == Counts{3, 2, 2});
  // And up again, suspected or not.
  CHECK(counted<Shop>(Network::unreliable, {{Fault::crash, 1}, {Fault::restart, 1}}) == Counts{5, 4, 3});
  CHECK(counted<Shop>(Network::fifo, {{Fault::cut, 1}}) == Counts{3, 2, 2});
  CHECK(counted<Shop>(Network::fifo, {{Fault::cut, 1}, {Fault::heal, 1}}) == Counts{5, 4, 3});
}

TEST_CASE("links: a node is told that its connection broke", "[faults]") {
  CHECK(counted<Shop>(Network::fifo, {{Fault::reset, 1}}) == Counts{2, 1, 1});
}

TEST_CASE("faults: no more nodes are down at once than may be", "[faults]") {
  CHECK(counted<Shop>(Network::unreliable, {{Fault::crash, 2}}, {2, false}).worlds == 7);
  // Both at work; the one or the other is down, suspected or not.
  CHECK(counted<Shop>(Network::unreliable, {{Fault::crash, 2}}, {2, true}) == Counts{5, 4, 2});
}

TEST_CASE("faults: workers that can be exchanged are suspected alike", "[faults]") {
  CHECK(counted<ShopOf<false>>(Network::unreliable, {{Fault::crash, 2}}, {2, true}) == Counts{5, 4, 2});
  const Budgets many{{Fault::crash, 1}, {Fault::restart, 1}, {Fault::cut, 1}};
  CHECK(counted<ShopOf<false>>(Network::fifo, many, {2, false}).worlds > 8);
}

TEST_CASE("links: what cannot befall a network is refused", "[faults]") {
  for (const Fault fault : {Fault::cut, Fault::isolate, Fault::partition, Fault::heal}) {
    CHECK_THAT(refusal<Post<1>>(Network::unreliable, {{fault, 1}}),
               Catch::Matchers::Contains("is for the networks unordered and fifo"));
  }
  for (const Network network : {Network::unordered, Network::unreliable})
    CHECK_THAT(refusal<Post<1>>(network, {{Fault::reset, 1}}), Catch::Matchers::Contains("--network fifo"));
}

}  // namespace
}  // namespace pessimist
