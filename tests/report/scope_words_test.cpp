#include "report/scope_words.hpp"

#include <catch2/catch.hpp>

#include <pessimist/pessimist.hpp>

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
  CHECK(scope<true>({{Fault::amnesia, 1}}) == always + " Spared of amnesia: porter, guest.\n");
  CHECK(scope<true>({{Fault::crash, 1}, {Fault::amnesia, 1}}) ==
        always + " Spared of amnesia: guest. Spared of crash, amnesia: porter.\n");
}

}  // namespace
}  // namespace pessimist
