// Orbit counts that others published (TLC, Rumur) or that were computed from the definition, and specifications that
// leak an order.

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "pessimist/spec.hpp"
#include "verdict/check.hpp"

namespace pessimist {
namespace {

CheckOptions with(bool alone, bool classes, bool symmetry, bool sleep) {
  CheckOptions options;
  options.reductions.alone = alone;
  options.reductions.classes = classes;
  options.reductions.symmetry = symmetry;
  options.reductions.sleep = sleep;
  return options;
}

CheckResult checked(const std::string& name, const Assignments& parameters, const CheckOptions& options) {
  const auto& specs = registered_specs();
  const auto spec =
      std::find_if(specs.begin(), specs.end(), [&](const Spec& each) { return each.name == name; });
  REQUIRE(spec != specs.end());
  return check(*spec->make(parameters), options);
}

TEST_CASE("symmetry: two-phase commit has as many worlds as there are orbits", "[reductions]") {
  const std::uint64_t orbits[] = {80, 166, 314, 553, 920, 1461, 2232, 3300};
  for (int rms = 3; rms <= 10; ++rms) {
    INFO("rms=" << rms);
    const CheckResult result =
        checked("two-phase-commit", {{"rms", std::to_string(rms)}}, with(false, false, true, false));
    CHECK(result.verdict == Verdict::proved);
    CHECK(result.states == orbits[rms - 3]);
    CHECK(result.depth == static_cast<unsigned>(3 * rms + 1));
  }
}

TEST_CASE("symmetry: Paxos under acceptors and values", "[reductions]") {
  CHECK(checked("paxos", {{"ballots", "2"}}, with(false, false, true, false)).states == 443);
  CHECK(checked("paxos", {{"ballots", "3"}}, with(false, false, true, false)).states == 17'153);
}

TEST_CASE("sleep sets: the same worlds, most of them generated once", "[reductions]") {
  const CheckResult plain = checked("two-phase-commit", {{"rms", "6"}}, {});
  const CheckResult asleep = checked("two-phase-commit", {{"rms", "6"}}, with(false, false, false, true));
  CHECK(asleep.states == plain.states);
  CHECK(asleep.depth == plain.depth);
  CHECK(asleep.transitions * 100 <= asleep.states * 135);
  const CheckResult paxos = checked("paxos", {{"ballots", "3"}}, with(false, false, false, true));
  CHECK(paxos.states == 185'369);
  CHECK(paxos.transitions * 100 <= paxos.states * 145);
}

// --- Specifications in which somebody tells nodes of a symmetric role apart.

struct Hello {};
enum class Leak { none, first_of_a_set, first_in_a_property };

struct Host;
struct Guest {
  void act(const Received<>&, Context<Hello>& context);
  bool greeted = false;
};
struct Host {
  Constant<Leak> leak;
  std::set<Id<Guest>> heard{};
  std::optional<Id<Guest>> favourite{};

  void receive(const Hello&, Id<Guest> from) {
    heard.insert(from);
    if (leak == Leak::first_of_a_set) favourite = *heard.begin();
  }
};
void Guest::act(const Received<>&, Context<Hello>& context) {
  if (!greeted) context.send(context.only<Host>(), Hello{});
  greeted = true;
}

struct Party {
  using Roles = pessimist::Roles<Host, Guest>;
  using Messages = pessimist::Messages<Hello>;
  struct Parameters {
    Leak leak = Leak::none;
  };
  static void set_up(const Parameters& parameters, Setup<Party>& setup) {
    setup.nodes(1, Host{.leak = parameters.leak});
    setup.nodes<Guest>(3);
    const bool leaks = parameters.leak == Leak::first_in_a_property;
    setup.always("somebody is quiet", together(&Guest::greeted, [leaks](const auto& guests) {
                   return !leaks || !guests.front().value || guests.back().value || guests.size() < 3;
                 }));
  }
};

CheckResult party(Leak leak, bool symmetry) {
  return check(ProtocolModel<Party>(Party::Parameters{leak}), with(false, false, symmetry, false));
}

TEST_CASE("symmetry: who leaks an order is broken", "[reductions]") {
  CHECK(party(Leak::none, true).verdict == Verdict::proved);
  const CheckResult handler = party(Leak::first_of_a_set, true);
  CHECK(handler.verdict == Verdict::broken);
  CHECK(handler.broken.find("host receives Hello from guest") != std::string::npos);
  CHECK(handler.broken.find("in state Host{") != std::string::npos);
  CHECK(handler.broken.find("not symmetric: with guest 1") != std::string::npos);
  const CheckResult property = party(Leak::first_in_a_property, true);
  CHECK(property.verdict == Verdict::broken);
  CHECK(property.broken.find("'somebody is quiet' is not symmetric") != std::string::npos);
  CHECK(party(Leak::first_of_a_set, false).verdict == Verdict::proved);
}

// --- A property that looks at one place of many, which the representative of an orbit may never fill.

struct Unused;
struct Taker {
  bool has_it = false;
  void act(const Received<>&) { has_it = true; }
};
struct Places {
  using Roles = pessimist::Roles<Taker>;
  using Messages = pessimist::Messages<>;
  struct Parameters {
    std::size_t takers = 3;
    std::size_t place = 1;
    std::size_t values = 0;  ///< that nobody ever has
  };
  static void set_up(const Parameters& parameters, Setup<Places>& setup) {
    setup.nodes<Taker>(parameters.takers);
    setup.tokens<Unused>(parameters.values);
    setup.always("one alone never has it",
                 together(&Taker::has_it, [=](const std::vector<Observed<Taker, bool>>& takers) {
                   const auto all = std::count_if(takers.begin(), takers.end(),
                                                  [](const auto& taker) { return taker.value; });
                   return all != 1 || !takers[parameters.place].value;
                 }));
  }
};

TEST_CASE("symmetry: a property that looks at one place is found out, whichever it is", "[reductions]") {
  for (std::size_t takers = 2; takers <= 5; ++takers) {
    for (std::size_t place = 0; place < takers; ++place) {
      INFO(takers << " takers, place " << place);
      const ProtocolModel<Places> model(Places::Parameters{takers, place});
      CHECK(check(model, with(false, false, true, false)).verdict == Verdict::broken);
      CHECK(check(model, with(true, true, true, false)).verdict == Verdict::broken);
      CHECK(check(model, with(false, false, false, false)).verdict == Verdict::violated);
    }
  }
}

// Of the exchanges of two names nearly all are of values, and say nothing of a world that has none.
TEST_CASE("symmetry: a property is asked of worlds that differ, however many exchanges leave one as it is",
          "[reductions]") {
  for (std::size_t values = 6; values <= 9; ++values) {
    for (std::size_t place = 0; place < 2; ++place) {
      INFO(values << " values, place " << place);
      const ProtocolModel<Places> model(Places::Parameters{2, place, values});
      CHECK(check(model, with(false, false, true, false)).verdict == Verdict::broken);
    }
  }
}

// --- A handler that looks at one place of many, whose nodes are looked at alone before.

struct Seller;
struct Wish {};
struct Sold {};
struct Customer {
  Durable<bool> has_it = false;
  void start(Context<Wish>& context) { context.send(context.only<Seller>(), Wish{}); }
  void receive(const Sold&) { has_it = true; }
};
struct Seller {
  Constant<std::size_t> refused;
  Durable<std::optional<Id<Customer>>> sold_to{};
  void receive(const Wish&, Id<Customer> from, Context<Sold>& context) {
    if ((sold_to != std::nullopt && sold_to != from) || from == context.all<Customer>()[refused]) return;
    sold_to = from;
    context.send(from, Sold{});
  }
};
struct Selling {
  using Roles = pessimist::Roles<Seller, Customer>;
  using Messages = pessimist::Messages<Wish, Sold>;
  struct Parameters {
    std::size_t customers = 3;
    std::size_t refused = 2;
  };
  static void set_up(const Parameters& parameters, Setup<Selling>& setup) {
    setup.nodes<Seller>(1, Seller{.refused = parameters.refused});
    setup.nodes<Customer>(parameters.customers);
    setup.faults({Fault::crash, Fault::restart});
    setup.sometimes("sold", each(&Customer::has_it, [](bool has_it) { return has_it; }));
  }
};

TEST_CASE("symmetry: a handler that looks at one place is found out under every reduction", "[reductions]") {
  for (std::size_t customers = 2; customers <= 5; ++customers) {
    for (std::size_t refused = 0; refused < customers; ++refused) {
      INFO(customers << " customers, place " << refused);
      const ProtocolModel<Selling> model(Selling::Parameters{customers, refused});
      for (const bool alone : {false, true}) {
        CheckOptions options = with(alone, alone, true, false);
        options.budgets = {{Fault::crash, 1}, {Fault::restart, 1}};
        const CheckResult result = check(model, options);
        CHECK(result.verdict == Verdict::broken);
        CHECK(result.broken.find("receives Wish") != std::string::npos);
      }
    }
  }
}

}  // namespace
}  // namespace pessimist
