// Classes of local states: what must not be one.

#include <stdexcept>
#include <utility>

#include <catch2/catch.hpp>

#include "naive/agreement.hpp"
#include "pessimist/spec.hpp"
#include "verdict/check.hpp"

namespace pessimist {
namespace {

/// Comes into a state whose handler breaks the rules, or into one whose handler goes back to the beginning.
struct Chooser {
  int state = 0;
  bool has_chosen = false;
  Constant<int>
      other;  ///< the number of the latter: which of the two is a class's representative must not matter
  void act(const Received<>&, Context<>& context) {
    if (state == 1) throw std::runtime_error("it breaks");
    has_chosen = state == 0;
    state = has_chosen ? context.choose(2) == 0 ? 1 : *other : 0;
  }
};
struct Choosing {
  using Roles = pessimist::Roles<Chooser>;
  using Messages = pessimist::Messages<>;
  struct Parameters {
    int other = 2;
  };
  static void set_up(const Parameters& parameters, Setup<Choosing>& setup) {
    setup.nodes<Chooser>(1, Chooser{.other = parameters.other});
    setup.sometimes("it has chosen", each(&Chooser::has_chosen, [](bool has_chosen) { return has_chosen; }));
  }
};

TEST_CASE("classes: what breaks the rules is one with nothing that does not", "[reductions]") {
  for (int other = 2; other < 12; ++other) {
    const ProtocolModel<Choosing> model(Choosing::Parameters{.other = other});
    CheckOptions options;
    options.reductions.classes = true;
    const CheckResult result = check(model, options);
    CHECK(result.verdict == Verdict::broken);
    CHECK(result.broken.find("it breaks") != std::string::npos);
  }
}

// --- A message may be taken out of the inbox to no effect in one state, and not in the other.

struct Order {};
struct Shop {
  int mood = 0;
  bool is_served = false;
  Constant<int> careless;  ///< the mood in which an order may be forgotten
  Constant<int> careful;
  void act(const Received<>&, Context<>& context) {
    if (mood == 0) mood = context.choose(2) == 0 ? careless : careful;
  }
  void receive(const Order&, Context<>& context) {
    if (mood == 0 || mood == careful || (mood == careless && context.choose(2) == 0)) is_served = true;
  }
};
struct Buyer {
  void start(Context<Order>& context) { context.send(context.only<Shop>(), Order{}); }
};
struct Shopping {
  using Roles = pessimist::Roles<Shop, Buyer>;
  using Messages = pessimist::Messages<Order>;
  struct Parameters {
    int careless = 1;
    int careful = 2;
  };
  static void set_up(const Parameters& parameters, Setup<Shopping>& setup) {
    setup.networks({Network::unordered, Network::fifo});
    setup.nodes<Shop>(1, Shop{.careless = parameters.careless, .careful = parameters.careful});
    setup.nodes<Buyer>(1);
    setup.no_deadlock("served", each(&Shop::is_served, [](bool is_served) { return is_served; }));
  }
};

TEST_CASE("classes: to take a message to no effect is something, where it is gone then", "[reductions]") {
  for (const Network network : {Network::unordered, Network::fifo}) {
    for (const auto& [careless, careful] : {std::pair(1, 2), std::pair(2, 1), std::pair(3, 7)}) {
      const ProtocolModel<Shopping> model(Shopping::Parameters{careless, careful});
      naive::NaiveOptions plain;
      plain.network = network;
      CHECK(naive::differences(model, plain, naive::explore(model, plain)) == "");
      CheckOptions options;
      options.network = network;
      options.reductions.classes = true;
      CHECK(check(model, options).verdict == Verdict::violated);
    }
  }
}

}  // namespace
}  // namespace pessimist
