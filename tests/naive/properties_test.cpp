#include <cstddef>
#include <vector>

#include <catch2/catch.hpp>

#include "naive/counts.hpp"
#include "naive/explorer.hpp"
#include "pessimist/pessimist.hpp"

// What the naive explorer says of properties and bounds, found by hand.

namespace pessimist::naive {
namespace {

// --- Bounds and properties.

struct Counter {
  int count = 0;
  void act(const Received<>&) { ++count; }
};
struct Counters {
  struct Parameters {
    std::size_t nodes = 1;
    bool bounded = true;
  };
  using Roles = pessimist::Roles<Counter>;
  static void set_up(const Parameters& parameters, Setup<Counters>& setup) {
    setup.nodes<Counter>(parameters.nodes);
    if (parameters.bounded)
      setup.bound("below 3", each(&Counter::count, [](int count) { return count < 3; }));
    setup.always("below 3", each(&Counter::count, [](int count) { return count < 3; }));
    setup.always("the first is not more than one ahead",
                 together(observe(&Counter::count), [](const std::vector<Observed<Counter, int>>& all) {
                   return all.size() < 2 || all[0].value <= all[1].value + 1;
                 }));
    setup.always("nobody is two ahead", pairs(&Counter::count, [](int first, int second) {
                   return implies(first > 0, first < second + 2);
                 }));
    setup.always("about 9", each(&Counter::count, [](int count) { return implies(count == 9, false); }));
    setup.sometimes("about 9 as well",
                    each(&Counter::count, [](int count) { return implies(count == 9, true); }));
    setup.no_deadlock("never ends", each(&Counter::count, [](int) { return false; }));
  }
};

TEST_CASE("naive: bounds and properties", "[naive]") {
  // 0, 1, 2, 3; the last is judged by `always` only.
  const NaiveResult one = explored<Counters>(Network::unreliable);
  CHECK(counts(one) == Counts{4, 3, 3, 1});
  CHECK(one.properties.at(0).violated_or_reached);
  CHECK(one.properties.at(0).depth == 3);
  CHECK_FALSE(one.properties.at(1).violated_or_reached);
  CHECK_FALSE(one.properties.at(2).violated_or_reached);  // there are no pairs
  CHECK_FALSE(one.properties.at(3).violated_or_reached);
  CHECK(one.properties.at(2).vacuous);
  CHECK(one.properties.at(3).vacuous);
  CHECK_FALSE(one.properties.at(5).vacuous);  // that nothing is ever stuck is what it is about
  CHECK_FALSE(one.properties.at(4).violated_or_reached);
  CHECK_FALSE(one.properties.at(5).violated_or_reached);
  CHECK_FALSE(one.properties.at(0).vacuous);
  CHECK_FALSE(one.properties.at(4).vacuous);

  // 3 x 3 worlds inside; (3,b) and (a,3) with a, b < 3 outside; (3,2) at depth 5.
  const NaiveResult two = explored<Counters>(Network::unreliable, {}, {2, true});
  CHECK(counts(two) == Counts{15, 18, 5, 6});
  CHECK(two.properties.at(1).violated_or_reached);  // (2,0)
  CHECK(two.properties.at(1).depth == 2);
  CHECK(two.properties.at(2).violated_or_reached);
  CHECK(two.properties.at(2).depth == 2);
  CHECK(two.properties.at(3).vacuous);

  const NaiveResult endless = explored<Counters>(Network::unreliable, {}, {1, false}, 10);
  CHECK_FALSE(endless.complete);
  CHECK_FALSE(endless.properties.at(3).vacuous);  // 9 was not met, but the search did not end
}

// --- Pairs are judged in both orders.

struct Still {
  static constexpr bool ordered = true;
  unsigned place = 0;
  void act(const Received<>&) {}
};
struct TwoStill {
  struct Parameters {};
  using Roles = pessimist::Roles<Still>;
  static void set_up(const Parameters&, Setup<TwoStill>& setup) {
    setup.nodes<Still>(2, [](Id<Still> id) { return Still{id.index()}; });
    setup.always("falls",
                 pairs(&Still::place, [](unsigned first, unsigned second) { return first > second; }));
    setup.always("rises",
                 pairs(&Still::place, [](unsigned first, unsigned second) { return first < second; }));
    setup.always("differs",
                 pairs(&Still::place, [](unsigned first, unsigned second) { return first != second; }));
  }
};

TEST_CASE("naive: pairs", "[naive]") {
  const NaiveResult result = explored<TwoStill>(Network::unreliable);
  CHECK(counts(result) == Counts{1, 0, 0});
  CHECK(result.properties.at(0).violated_or_reached);
  CHECK(result.properties.at(1).violated_or_reached);
  CHECK_FALSE(result.properties.at(2).violated_or_reached);
}

// --- Messages that were ever sent.

struct Number {
  int value;
};
struct Chooser {
  bool done = false;
  void act(const Received<>&, Context<Number>& context);
};
struct Hole {
  void receive(const Number&) {}
};
void Chooser::act(const Received<>&, Context<Number>& context) {
  if (!done) context.send(context.only<Hole>(), Number{static_cast<int>(context.choose(2))});
  done = true;
}
struct Remembering {
  struct Parameters {
    bool property = false;
  };
  using Roles = pessimist::Roles<Chooser, Hole>;
  using Messages = pessimist::Messages<Number>;
  static void set_up(const Parameters& parameters, Setup<Remembering>& setup) {
    setup.nodes<Chooser>(1);
    setup.nodes<Hole>(1);
    if (!parameters.property) return;
    setup.always("no 1 once it is done",
                 together(sent<Number>(), observe(&Chooser::done), [](const auto& numbers, const auto& done) {
                   return !done[0].value || numbers.at(0).message.value == 0;
                 }));
  }
};

TEST_CASE("naive: messages ever sent", "[naive]") {
  // {} -> {0} -> {}', {} -> {1} -> {}': what was sent is forgotten, unless a property asks.
  CHECK(counted<Remembering>(Network::unordered) == Counts{4, 4, 2});
  CHECK(counted<Remembering>(Network::unordered, {}, {true}) == Counts{5, 4, 2});
  CHECK(counted<Remembering>(Network::fifo, {}, {true}) == Counts{5, 4, 2});
  CHECK(counted<Remembering>(Network::unreliable) == Counts{3, 2, 1});
  CHECK(counted<Remembering>(Network::unreliable, {}, {true}) == Counts{3, 2, 1});
  for (const Network network : {Network::unreliable, Network::unordered, Network::fifo}) {
    const NaiveProperty property = explored<Remembering>(network, {}, {true}).properties.at(0);
    CHECK(property.violated_or_reached);
    CHECK(property.depth == 1);
  }
}

}  // namespace
}  // namespace pessimist::naive
