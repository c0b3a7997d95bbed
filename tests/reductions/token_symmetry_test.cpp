// Values that can be told apart and nothing else, while all that was sent is remembered: the worlds are as many as the orbits that
// the naive explorer counts by trying every permutation.

#include <optional>
#include <set>
#include <stdexcept>
#include <string>
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

// --- A handler that throws for one value of several, though for the first that is tried it does not.

struct Shelf;
struct Putter {
  unsigned left = 2;
  void act(const Received<>&, Context<Write>& context) {
    if (left == 0) return;
    --left;
    context.send(context.only<Shelf>(), Write{context.choose(context.tokens<Value>())});
  }
};
struct Shelf {
  Constant<std::size_t> refused;
  std::set<Token<Value>> kept{};
  void receive(const Write& write, Id<Putter>, Context<>& context) {
    if (kept.size() == 1 && write.value == context.tokens<Value>()[refused])
      throw std::runtime_error("no room");
    kept.insert(write.value);
  }
  bool stale(const Write& write) const { return kept.contains(write.value); }
};
struct Shelving {
  using Roles = pessimist::Roles<Shelf, Putter>;
  using Messages = pessimist::Messages<Write>;
  struct Parameters {
    std::size_t values = 3;
    std::size_t refused = 1;
  };
  static void set_up(const Parameters& parameters, Setup<Shelving>& setup) {
    setup.nodes(1, Shelf{.refused = parameters.refused});
    setup.nodes<Putter>(2);
    setup.tokens<Value>(parameters.values);
    setup.networks({Network::unreliable, Network::unordered, Network::fifo});
    setup.always("what was put is remembered", together(sent<Write>(), [](const auto&) { return true; }));
    setup.always("the shelf holds", each(&Shelf::kept, [](const auto& kept) { return kept.size() < 4; }));
  }
};

TEST_CASE("symmetry: who throws for one value only is broken, whatever else is reduced", "[reductions]") {
  const auto is_found = [](const Shelving::Parameters& parameters, const CheckOptions& options) {
    const CheckResult result = check(ProtocolModel<Shelving>(parameters), options);
    return result.verdict == Verdict::broken &&
           result.broken.find("shelf receives Write") != std::string::npos;
  };
  for (const std::size_t values : {3U, 5U}) {
    for (std::size_t refused = 0; refused < values; ++refused) {
      for (const Network network : {Network::unreliable, Network::unordered, Network::fifo}) {
        for (const bool alone : {false, true}) {
          INFO(refused << " of " << values << ", " << to_string(network) << ", alone " << alone);
          CheckOptions options;
          options.network = network;
          options.reductions = {.alone = alone, .classes = !alone, .symmetry = true};
          CHECK(is_found({values, refused}, options));
        }
      }
    }
  }
}

}  // namespace
}  // namespace pessimist
