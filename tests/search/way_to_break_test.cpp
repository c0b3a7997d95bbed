// The trace to where a specification breaks, whatever the search was reduced by.

#include <stdexcept>

#include <catch2/catch.hpp>

#include "pessimist/pessimist.hpp"
#include "verdict/check.hpp"

namespace pessimist {
namespace {

struct Tick {};
struct Counter {
  int count = 0;
  void receive(const Tick&) {
    if (count == 3) throw std::logic_error("it cannot count further");
    ++count;
  }
};
struct Ticker {
  void start(Context<Tick>& context) { context.broadcast<Counter>(Tick{}); }
};
struct Counting {
  using Roles = pessimist::Roles<Counter, Ticker>;
  using Messages = pessimist::Messages<Tick>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Counting>& setup) {
    setup.nodes<Counter>(3);
    setup.nodes<Ticker>(1);
    setup.always("small", each(&Counter::count, [](int count) { return count < 9; }));
  }
};

const ProtocolModel<Counting> model(Counting::Parameters{});

TEST_CASE("what breaks is told with the shortest way there, of the same node", "[search]") {
  for (const ReductionSet& reductions :
       {ReductionSet{}, ReductionSet{.symmetry = true}, ReductionSet{.sleep = true},
        ReductionSet{.alone = true, .classes = true, .symmetry = true},
        ReductionSet{.alone = true, .stubborn = true}}) {
    for (const unsigned workers : {1U, 2U}) {
      CheckOptions options;
      options.reductions = reductions;
      options.workers = workers;
      options.first_slots = 2;
      const CheckResult result = check(model, options);
      REQUIRE(result.verdict == Verdict::broken);
      REQUIRE(result.way_to_break);
      const Trace& trace = result.way_to_break->trace.value();
      CHECK(trace.steps.size() == 3);
      const NodeIndex node = trace.steps.at(0).node;
      CHECK(trace.last().locals[node] == trace.steps.back().outcome.after);
      CHECK(result.broken ==
            model.layout().name(node) +
                " receives Tick from ticker, in state Counter{count: 3}: it cannot count further");
      CHECK(result.way_to_break->why == result.broken);
      CHECK(result.way_to_break->name.empty());
    }
  }
}

}  // namespace
}  // namespace pessimist
