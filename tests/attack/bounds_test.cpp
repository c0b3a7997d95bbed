// What lies outside a bound, or needs a fault whose budget is spent, does not happen: it breaks no specification, and no
// way leads through it.

#include <map>
#include <stdexcept>
#include <string>

#include <catch2/catch.hpp>

#include "naive/agreement.hpp"
#include "pessimist/pessimist.hpp"

namespace pessimist {
namespace {

struct None {};

// --- A handler that throws only in worlds that are not expanded.

struct Counter {
  int count = 0;
  int limit = 0;
  void act(const Received<>&) {
    if (count >= limit) throw std::runtime_error("it counts too far");
    ++count;
  }
};
struct Counting {
  using Roles = pessimist::Roles<Counter>;
  using Messages = pessimist::Messages<>;
  struct Parameters {
    int limit = 3;
    int bound = 3;
  };
  static void set_up(const Parameters& parameters, Setup<Counting>& setup) {
    setup.nodes<Counter>(2, Counter{.limit = parameters.limit});
    setup.bound("few", each(&Counter::count, [=](int count) { return count < parameters.bound; }));
    setup.always("not far", each(&Counter::count, [](int count) { return count < 9; }));
  }
};

TEST_CASE("attack: a handler that breaks outside the bound breaks nothing", "[attack]") {
  const ProtocolModel<Counting> model(Counting::Parameters{});
  const naive::NaiveOptions options;
  CHECK(naive::differences(model, options, naive::explore(model, options)) == "");
  const CheckResult result = check(model, {});
  CHECK(result.verdict == Verdict::proved);
  CHECK(result.states == 15);  // 3 x 3 within, 2 x 3 on the rim
  CHECK(result.cut == 6);
}

TEST_CASE("attack: a handler that breaks within the bound is found", "[attack]") {
  const ProtocolModel<Counting> model(Counting::Parameters{.limit = 3, .bound = 4});
  for (const unsigned workers : {1U, 2U, 4U}) {
    CheckOptions options;
    options.workers = workers;
    options.first_slots = 2;
    const CheckResult result = check(model, options);
    CHECK(result.verdict == Verdict::broken);
    CHECK(result.states == 10);  // 1 + 2 + 3 + 4: of the layers up to the one with a broken world
    CHECK(result.transitions == 12);
    CHECK(result.depth == 3);
    CHECK(result.complete_depth == 2U);
    CHECK(result.broken.find("it counts too far") != std::string::npos);
  }
}

struct Booter {
  Durable<int> boots = 0;
  void restart(Context<>&) {
    if (boots == 1) throw std::runtime_error("it boots too often");
    boots = boots + 1;
  }
};
struct Booting {
  using Roles = pessimist::Roles<Booter>;
  using Messages = pessimist::Messages<>;
  using Parameters = None;
  static void set_up(const None&, Setup<Booting>& setup) {
    setup.nodes<Booter>(1);
    setup.faults({Fault::crash, Fault::restart});
  }
};

TEST_CASE("attack: a restart that breaks, but has no budget, breaks nothing", "[attack]") {
  const ProtocolModel<Booting> model(None{});
  const naive::NaiveOptions options{Network::unreliable, {{Fault::crash, 2}, {Fault::restart, 1}}};
  CHECK(naive::differences(model, options, naive::explore(model, options)) == "");
  CheckOptions with_budget;
  with_budget.budgets = {{Fault::crash, 2}, {Fault::restart, 2}};
  CHECK(check(model, with_budget).verdict == Verdict::broken);
}

// --- Two steps of a node that break, of which only the one can happen.

template <int number>
struct Watched {
  int idle = 0;
  void act(const Received<>&) {}
};
struct Watcher {
  int idle = 0;
  template <int number>
  void suspect(Id<Watched<number>>) {
    throw std::runtime_error("it suspects watched " + std::to_string(number));
  }
};
template <int mortal>
struct Watching {
  using Roles = pessimist::Roles<Watcher, Watched<1>, Watched<2>>;
  using Messages = pessimist::Messages<>;
  using Parameters = None;
  static void set_up(const None&, Setup<Watching>& setup) {
    setup.template nodes<Watcher>(1);
    setup.template nodes<Watched<1>>(1);
    setup.template nodes<Watched<2>>(1);
    setup.faults({Fault::crash});
    setup.template spare<Watcher>({Fault::crash});
    setup.template spare<Watched<3 - mortal>>({Fault::crash});
  }
};

template <int mortal>
void sees_who_breaks() {
  const ProtocolModel<Watching<mortal>> model(None{});
  CheckOptions options;
  options.budgets = {{Fault::crash, 1}};
  const CheckResult result = check(model, options);
  CHECK(result.verdict == Verdict::broken);
  CHECK_THAT(result.broken, Catch::Matchers::Contains("it suspects watched " + std::to_string(mortal)));
}

TEST_CASE("attack: a step that breaks, but cannot happen, hides none that can", "[attack]") {
  sees_who_breaks<1>();
  sees_who_breaks<2>();
}

// --- The way back from a violation, past many worlds that were never expanded.

struct Go {};
struct Done {};
struct Answerer;
struct Asker {
  int chosen = -1;
  int options = 0;
  bool done = false;
  void act(const Received<>&, Context<Go>& context) {
    if (chosen >= 0) return;
    chosen = static_cast<int>(context.choose(static_cast<std::size_t>(options)));
    context.send(context.only<Answerer>(), Go{});
  }
  void receive(const Done&) { done = true; }
};
struct Answerer {
  bool asked = false;
  void receive(const Go&, Context<Done>& context) {
    if (asked) return;
    asked = true;
    context.send(context.only<Asker>(), Done{});
  }
};
struct Asking {
  using Roles = pessimist::Roles<Asker, Answerer>;
  using Messages = pessimist::Messages<Go, Done>;
  struct Parameters {
    int options = 0;
  };
  static void set_up(const Parameters& parameters, Setup<Asking>& setup) {
    setup.nodes<Asker>(1, Asker{.options = parameters.options});
    setup.nodes<Answerer>(1);
    setup.bound("the first choice", each(&Asker::chosen, [](int chosen) { return chosen < 1; }));
    setup.always("not asked",
                 together(&Asker::chosen, &Answerer::asked, [](const auto& one, const auto& other) {
                   return one.front().value != 0 || !other.front().value;
                 }));
  }
};

TEST_CASE("attack: the way back does not expand what the search did not", "[attack]") {
  for (const int options : {10, 100, 200, 400, 2000}) {  // some fill a table nearly
    const ProtocolModel<Asking> model(Asking::Parameters{options});
    for (const std::size_t first_slots : {std::size_t{2}, std::size_t{1024}}) {
      CheckOptions check_options;
      check_options.first_slots = first_slots;
      const CheckResult result = check(model, check_options);
      REQUIRE(result.verdict == Verdict::violated);
      CHECK(result.properties.at(0).steps == 2U);
      CHECK(result.cut == static_cast<std::uint64_t>(options) - 1);
    }
  }
}

}  // namespace
}  // namespace pessimist
