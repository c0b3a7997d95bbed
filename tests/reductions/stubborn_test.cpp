// Stubborn sets on protocols small enough to say by hand what is left of them, and what must not be left out.

#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "naive/agreement.hpp"
#include "pessimist/spec.hpp"
#include "verdict/check.hpp"

namespace pessimist {
namespace {

template <class Protocol>
CheckResult stubborn(const typename Protocol::Parameters& parameters, CheckOptions options = {}) {
  options.reductions = {};
  options.reductions.stubborn = true;
  const CheckResult result = check(ProtocolModel<Protocol>(parameters), options);
  CHECK(result.reductions.stubborn);
  CHECK(result.notes.empty());
  return result;
}

template <class Protocol>
void agrees_with_naive(const typename Protocol::Parameters& parameters, naive::NaiveOptions options = {}) {
  const ProtocolModel<Protocol> model(parameters);
  CHECK(naive::differences(model, options, naive::explore(model, options)) == "");
}

// --- Nodes that nobody sees count up beside one that does what matters.

struct Stepper {
  int count = 0;
  Constant<int> limit;
  Constant<bool> goes_round;
  void act(const Received<>&) {
    if (count < limit) {
      ++count;
    } else if (goes_round) {
      count = 0;
    }
  }
};
struct Watched {
  int count = 0;
  bool done = false;
  Constant<int> takes;  ///< so many steps; 0: it is never done
  void act(const Received<>&) {
    if (count < takes) done = ++count == takes;
  }
};
struct Aside {
  using Roles = pessimist::Roles<Stepper, Watched>;
  using Messages = pessimist::Messages<>;
  struct Parameters {
    std::size_t steppers = 3;
    int limit = 4;
    bool goes_round = false;
    int takes = 0;
  };
  static void set_up(const Parameters& parameters, Setup<Aside>& setup) {
    setup.nodes<Stepper>(parameters.steppers,
                         Stepper{.limit = parameters.limit, .goes_round = parameters.goes_round});
    setup.nodes<Watched>(1, Watched{.takes = parameters.takes});
    setup.always("it is not done", each(&Watched::done, [](bool done) { return !done; }));
  }
};

TEST_CASE("stubborn sets: steps that nobody sees are taken in one order", "[reductions]") {
  const CheckResult result = stubborn<Aside>({});
  CHECK(result.verdict == Verdict::proved);
  CHECK(result.states == 13);  // 1 + 3 nodes x 4 steps, where there are 5 x 5 x 5
  CHECK(result.transitions == 12);
  agrees_with_naive<Aside>({});
}

TEST_CASE("stubborn sets: a run that they make longer is shortened", "[reductions]") {
  const CheckResult result = stubborn<Aside>({.takes = 1});
  REQUIRE(result.verdict == Verdict::violated);
  CHECK(result.depth > 1);  // everybody else went first
  CHECK(result.properties[0].steps == 1U);
  CHECK(result.properties[0].trace->steps.size() == 1);
  CHECK(result.properties[0].minimal);
}

TEST_CASE("stubborn sets: a run that cannot be shortened in time says so", "[reductions]") {
  CheckOptions options;
  options.limits.states =
      50;  // enough for the way that puts it last, too few for all the worlds near the beginning
  const CheckResult result = stubborn<Aside>({.steppers = 3, .limit = 10, .takes = 5}, options);
  REQUIRE(result.verdict == Verdict::violated);
  CHECK(result.properties[0].steps == 35U);
  CHECK(result.properties[0].trace->steps.size() == 35);
  CHECK_FALSE(result.properties[0].minimal);
}

TEST_CASE("stubborn sets: what goes round for ever keeps nothing from happening", "[reductions]") {
  const CheckResult result = stubborn<Aside>({.limit = 2, .goes_round = true, .takes = 1});
  CHECK(result.verdict == Verdict::violated);
  CHECK(result.properties[0].steps == 1U);
  agrees_with_naive<Aside>({.limit = 2, .goes_round = true, .takes = 1});
}

// --- Who comes first decides.

struct Register;
struct Claim {};
struct Won {};
struct Client {
  static constexpr bool ordered = true;
  bool won = false;
  void start(Context<Claim>& context) { context.send(context.only<Register>(), Claim{}); }
  void receive(const Won&) { won = true; }
};
struct Register {
  std::optional<Id<Client>> owner{};
  void receive(const Claim&, Id<Client> from, Context<Won>& context) {
    if (owner) return;
    owner = from;
    context.send(from, Won{});
  }
};
struct Race {
  using Roles = pessimist::Roles<Client, Register>;
  using Messages = pessimist::Messages<Claim, Won>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Race>& setup) {
    setup.nodes<Client>(2);
    setup.nodes<Register>(1);
    const auto wins = [](std::size_t which) {
      return [which](const std::vector<Observed<Client, bool>>& clients) { return clients[which].value; };
    };
    setup.sometimes("the first wins", together(&Client::won, wins(0)));
    setup.sometimes("the second wins", together(&Client::won, wins(1)));
  }
};

TEST_CASE("stubborn sets: whoever may come first is let come first", "[reductions]") {
  const CheckResult result = stubborn<Race>({});
  CHECK(result.verdict == Verdict::proved);
  for (const PropertyResult& property : result.properties) CHECK(property.steps == 2U);
  agrees_with_naive<Race>({});
}

}  // namespace
}  // namespace pessimist
