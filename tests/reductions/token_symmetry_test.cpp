// Values that can be told apart and nothing else, while all that was sent is remembered: the worlds are as many as the orbits that
// the naive explorer counts by trying every permutation.

#include <optional>
#include <vector>

#include <catch2/catch.hpp>

#include <pessimist/pessimist.hpp>

#include "naive/explorer.hpp"
#include "verdict/check.hpp"

namespace pessimist {
namespace {

struct Value;
struct Store;
struct Write {
  Token<Value> value;
};

struct Client {
  static constexpr bool ordered = true;
  unsigned left = 2;
  void act(const Received<>&, Context<Write>& context) {
    if (left == 0) return;
    --left;
    context.send(context.only<Store>(), Write{context.choose(context.tokens<Value>())});
  }
};
struct Store {
  std::optional<Token<Value>> kept{};
  void receive(const Write& write, Id<Client>) {
    if (!kept) kept = write.value;
  }
};

struct Writing {
  using Roles = pessimist::Roles<Store, Client>;
  using Messages = pessimist::Messages<Write>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Writing>& setup) {
    setup.nodes<Store>(1);
    setup.nodes<Client>(2);
    setup.tokens<Value>(3);
    setup.networks({Network::unreliable, Network::unordered, Network::fifo});
    setup.always("what is kept was written",
                 together(&Store::kept, sent<Write>(), [](const auto& stores, const auto& writes) {
                   for (const auto& store : stores) {
                     if (!store.value) return true;
                     for (const auto& write : writes) {
                       if (write.message.value == *store.value) return true;
                     }
                   }
                   return false;
                 }));
  }
};

TEST_CASE("symmetry: values are exchanged in what was ever sent, too", "[reductions]") {
  for (const Network network : {Network::unreliable, Network::unordered, Network::fifo}) {
    INFO(to_string(network));
    const ProtocolModel<Writing> model(Writing::Parameters{});
    naive::NaiveOptions plain;
    plain.network = network;
    plain.count_orbits = true;
    const naive::NaiveResult expected = naive::explore(model, plain);
    REQUIRE(expected.complete);
    REQUIRE(*expected.orbits < expected.worlds);
    for (const unsigned workers : {1U, 2U}) {
      CheckOptions options;
      options.network = network;
      options.workers = workers;
      options.reductions.symmetry = true;
      const CheckResult result = check(model, options);
      CHECK(result.verdict == Verdict::proved);
      CHECK(result.states == *expected.orbits);
      CHECK(result.depth == expected.depth);
    }
  }
}

}  // namespace
}  // namespace pessimist
