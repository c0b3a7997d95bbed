#include "report/scope_words.hpp"

#include <catch2/catch.hpp>

#include <pessimist/pessimist.hpp>

#include "report/summary.hpp"

namespace pessimist {
namespace {

struct Porter {
  int rounds = 0;
  void act(const Received<>&) {}
};
struct Guest {
  int rounds = 0;
  void act(const Received<>&) {}
};
struct Ghost {
  int rounds = 0;
  void act(const Received<>&) {}
};

template <bool limited>
struct House {
  static constexpr bool clocks = limited;
  using Roles = pessimist::Roles<Porter, Guest, Ghost>;
  using Messages = pessimist::Messages<>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<House>& setup) {
    setup.template nodes<Porter>(1);
    setup.template nodes<Guest>(2);
    setup.template nodes<Ghost>(0);
    setup.faults({Fault::crash, Fault::restart, Fault::amnesia});
    if constexpr (limited) {
      setup.clocks({.horizon = 3});
      setup.most_down(1);
      setup.template spare<Porter>({Fault::crash, Fault::amnesia});
      setup.template spare<Guest>({Fault::amnesia});
      setup.template spare<Ghost>({Fault::amnesia});
    }
  }
};

template <bool limited>
std::string scope(const std::map<Fault, unsigned>& budgets) {
  return scope_in_words(ProtocolModel<House<limited>>(typename House<limited>::Parameters{}), budgets);
}

TEST_CASE("the report says what the specification itself leaves out", "[report]") {
  const std::string always = "At most 1 node down at once. Clocks were followed for 3 ticks.";
  CHECK(scope<false>({{Fault::crash, 1}}) == "");
  CHECK(scope<true>({}) == always + "\n");
  CHECK(scope<true>({{Fault::amnesia, 0}}) == always + "\n");
  CHECK(scope<true>({{Fault::amnesia, 1}}) == always + " Spared from amnesia: porter, guest.\n");
  CHECK(scope<true>({{Fault::crash, 1}, {Fault::amnesia, 1}}) ==
        always + " Spared from amnesia: guest. Spared from crash, amnesia: porter.\n");
}

/// Its faults are for different networks.
struct Post {
  using Roles = pessimist::Roles<Guest>;
  using Messages = pessimist::Messages<>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Post>& setup) {
    setup.nodes<Guest>(2);
    setup.networks({Network::unreliable, Network::unordered, Network::fifo});
    setup.faults({Fault::crash, Fault::drop, Fault::reset});
  }
};

TEST_CASE("the report names the faults that could be allowed on the network at hand", "[report]") {
  const ProtocolModel<Post> model(Post::Parameters{});
  CheckResult result;
  result.verdict = Verdict::proved;
  result.complete = true;
  const auto hint = [&](Network network) {
    Run run;
    run.network = network;
    return summary(model, run, result);
  };
  CHECK_THAT(hint(Network::unreliable), Catch::Matchers::Contains("(--faults crash=1 allows some)"));
  CHECK_THAT(hint(Network::unordered), Catch::Matchers::Contains("(--faults crash=1,drop=1 allows some)"));
  CHECK_THAT(hint(Network::fifo), Catch::Matchers::Contains("(--faults crash=1,drop=1,reset=1 allows some)"));
}

}  // namespace
}  // namespace pessimist
