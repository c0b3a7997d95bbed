// Nodes that lie; counted by hand.

#include <string>

#include <catch2/catch.hpp>

#include <pessimist/pessimist.hpp>

#include "faults/counted.hpp"

namespace pessimist {
namespace {

using faults::counted;
using faults::Counts;
using faults::refusal;

struct Vote {
  int value = 0;
};
struct Voter {
  static constexpr bool ordered = true;
  void receive(const Vote&) {}
  void forge(Context<Vote>& context) { context.broadcast<Voter>(Vote{context.choose({0, 1})}); }
};
struct Election {
  using Roles = pessimist::Roles<Voter>;
  using Messages = pessimist::Messages<Vote>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Election>& setup) {
    setup.nodes<Voter>(2);
    setup.networks({Network::unreliable, Network::unordered});
    setup.faults({Fault::byzantine});
    setup.sometimes("somebody says both",
                    together(sent<Vote>(), [](const auto& votes) { return votes.size() == 2; }));
  }
};

TEST_CASE("byzantine: a node that lies says whatever it may, as often as it likes", "[faults]") {
  // Nothing; and by each of the two: 0, 1, or both.
  CHECK(counted<Election>(Network::unreliable, {{Fault::byzantine, 1}}) == Counts{7, 8, 2});
  // Each has said nothing, 0, 1, or both.
  CHECK(counted<Election>(Network::unreliable, {{Fault::byzantine, 2}}).worlds == 16);
}

TEST_CASE("byzantine: on a network that holds all copies nobody may lie", "[faults]") {
  CHECK_THAT(refusal<Election>(Network::unordered, {{Fault::byzantine, 1}}),
             Catch::Matchers::Contains("is for the network unreliable"));
}

/// Forgets all that it did, and counts its lies.
struct Clerk {
  Durable<int> filed = 0;
  bool lies = false;
  void act(const Received<>&) {
    if (!lies) filed = 1;
  }
  void forge() { lies = true; }
};
struct Honest {
  int idle = 0;
  void act(const Received<>&) {}
};
struct Office {
  using Roles = pessimist::Roles<Clerk, Honest>;
  using Messages = pessimist::Messages<>;
  struct Parameters {
    bool spared = true;
  };
  static void set_up(const Parameters& parameters, Setup<Office>& setup) {
    setup.nodes<Clerk>(1);
    setup.nodes<Honest>(1);
    setup.faults({Fault::byzantine, Fault::crash});
    if (parameters.spared) setup.spare<Honest>({Fault::byzantine});
  }
};

TEST_CASE("byzantine: a node that lies does nothing else any more", "[faults]") {
  // Nothing filed, one filed; lying, which from either is the same.
  CHECK(counted<Office>(Network::unreliable, {{Fault::byzantine, 1}}) == Counts{3, 3, 1});
}

TEST_CASE("byzantine: a role that may lie must say what", "[faults]") {
  CHECK_THAT(refusal<Office>(Network::unreliable, {{Fault::byzantine, 1}}, {false}),
             Catch::Matchers::Contains(
                 "the role 'honest' does not say what its nodes may lie: give it a `void forge("));
}

}  // namespace
}  // namespace pessimist
