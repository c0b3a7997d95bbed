#include "naive/explorer.hpp"

#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>

#include "naive/counts.hpp"
#include "pessimist/pessimist.hpp"

// Protocols so small that their worlds are counted by hand, to pin the judge itself. See properties_test.cpp, too.

namespace pessimist::naive {
namespace {

struct None {};
const std::map<Fault, unsigned> one_crash{{Fault::crash, 1}};
const std::map<Fault, unsigned> one_of_each{{Fault::crash, 1}, {Fault::restart, 1}};

// --- Networks: a source sends two numbers, a sink keeps the last that it got.

struct Number {
  int value;
};
struct Junk {};
struct Sink {
  int last = 0;
  void receive(const Number& number) { last = number.value; }
};
struct Source {
  std::vector<int> numbers;
  bool junk_first = false;
  void start(Context<Number, Junk>& context) {
    if (junk_first) context.send(context.only<Sink>(), Junk{});
    for (const int value : numbers) context.send(context.only<Sink>(), Number{value});
  }
  void receive(const Junk&) {}  // a sink has no handler for it
};
struct TwoNumbers {
  using Roles = pessimist::Roles<Source, Sink>;
  using Messages = pessimist::Messages<Number, Junk>;
  using Parameters = Source;
  static void set_up(const Parameters& source, Setup<TwoNumbers>& setup) {
    setup.nodes<Source>(1, source);
    setup.nodes<Sink>(1);
    setup.no_deadlock("heard", each(&Sink::last, [](int last) { return last > 0; }));
  }
};

TEST_CASE("naive: networks", "[naive]") {
  // An inbox {1,2} for ever; last is 0, 1, 2. 0->1, 0->2, 1->2, 2->1; a 1 at last = 1 changes nothing.
  CHECK(counted<TwoNumbers>(Network::unreliable, {}, {{1, 2}}) == Counts{3, 4, 1});
  // 0{1,2} -> 1{2} -> 2{} and 0{1,2} -> 2{1} -> 1{}.
  CHECK(counted<TwoNumbers>(Network::unordered, {}, {{1, 2}}) == Counts{5, 4, 2});
  // 0[1,2] -> 1[2] -> 2[].
  CHECK(counted<TwoNumbers>(Network::fifo, {}, {{1, 2}}) == Counts{3, 2, 2});
}

TEST_CASE("naive: equal messages", "[naive]") {
  // A set holds one: 0{1} -> 1{1}.
  CHECK(counted<TwoNumbers>(Network::unreliable, {}, {{1, 1}}) == Counts{2, 1, 1});
  // A multiset and a queue hold two: 0{1,1} -> 1{1} -> 1{}.
  CHECK(counted<TwoNumbers>(Network::unordered, {}, {{1, 1}}) == Counts{3, 2, 2});
  CHECK(counted<TwoNumbers>(Network::fifo, {}, {{1, 1}}) == Counts{3, 2, 2});
}

TEST_CASE("naive: a message that its receiver has no handler for", "[naive]") {
  CHECK_THROWS_AS(explored<TwoNumbers>(Network::unreliable, {}, {{1}, true}), SpecError);
}

TEST_CASE("naive: deadlock", "[naive]") {
  const NaiveProperty nothing_sent = explored<TwoNumbers>(Network::fifo, {}, {{}}).properties.at(0);
  CHECK(nothing_sent.violated_or_reached);
  CHECK(nothing_sent.depth == 0);
  CHECK_FALSE(explored<TwoNumbers>(Network::fifo, {}, {{1}}).properties.at(0).violated_or_reached);
  // A crash is no way out.
  const NaiveProperty only_a_crash = explored<TwoNumbers>(Network::fifo, one_crash, {{}}).properties.at(0);
  CHECK(only_a_crash.violated_or_reached);
  CHECK(only_a_crash.depth == 0);
}

// --- A message that is sent over and over.

struct Nagger {
  void act(const Received<>&, Context<Number>& context) { context.send(context.self<Nagger>(), Number{1}); }
  void receive(const Number&) {}
};
struct OneNagger {
  using Roles = pessimist::Roles<Nagger>;
  using Messages = pessimist::Messages<Number>;
  using Parameters = None;
  static void set_up(const Parameters&, Setup<OneNagger>& setup) { setup.nodes<Nagger>(1); }
};

TEST_CASE("naive: a set holds a message once", "[naive]") {
  CHECK(counted<OneNagger>(Network::unreliable) == Counts{2, 1, 1});
  CHECK_FALSE(explored<OneNagger>(Network::unordered).complete);
}

// --- Queues are per sender: two sources, each with two numbers.

struct Pair {
  int sum = 0;
  void receive(const Number& number) { sum = sum * 10 + number.value; }
};
struct Twin {
  std::vector<int> numbers;
  void start(Context<Number>& context) {
    for (const int value : numbers) context.send(context.only<Pair>(), Number{value});
  }
};
struct TwoQueues {
  using Roles = pessimist::Roles<Twin, Pair>;
  using Messages = pessimist::Messages<Number>;
  using Parameters = Twin;
  static void set_up(const Parameters& twin, Setup<TwoQueues>& setup) {
    setup.nodes<Twin>(2, twin);
    setup.nodes<Pair>(1);
    setup.sometimes("interleaved", each(&Pair::sum, [](int sum) { return sum == 1122; }));
    setup.sometimes("out of order", each(&Pair::sum, [](int sum) { return sum == 1221 || sum == 2112; }));
  }
};

TEST_CASE("naive: a queue for each sender", "[naive]") {
  // Sum and queues, [12] twice at first; deliveries from a or b:
  // depth 0: 1 world; 1: sum 1, {a, b} left with [2]: 2; 2: sum 11 (aa cannot be: 12): a,a -> 12 [][12], b,b -> 12,
  // ab or ba -> 11 [2][2]: 3; 3: from 12 [][12] -> 121 [][2], its mirror, from 11 -> 112 [][2] or [2][]: 4;
  // 4: 1212 [][] (from both 121) and 1122 [][] (from both 112): 2. Worlds 12.
  // Transitions: 2 from depth 0; 2 each from depth 1 = 4; 1+1+2 from depth 2 = 4; 4 from depth 3. 14.
  const NaiveResult result = explored<TwoQueues>(Network::fifo, {}, {{1, 2}});
  CHECK(counts(result) == Counts{12, 14, 4});
  CHECK(result.properties.at(0).violated_or_reached);
  CHECK(result.properties.at(0).depth == 4);
  CHECK_FALSE(result.properties.at(1).violated_or_reached);
  CHECK(explored<TwoQueues>(Network::unordered, {}, {{1, 2}}).properties.at(1).depth == 4);
}

// --- Crash and restart: what is durable stays, the handler `restart` runs.

struct Worker {
  int step = 0;
  Durable<int> saved = 0;
  void act(const Received<>&) {
    if (step == 0) step = *(saved = 1);
  }
  void restart() { step = saved * 2; }
};
struct OneWorker {
  using Roles = pessimist::Roles<Worker>;
  using Parameters = None;
  static void set_up(const Parameters&, Setup<OneWorker>& setup) {
    setup.nodes<Worker>(1);
    setup.faults({Fault::crash, Fault::restart});
    setup.no_deadlock("done", each(&Worker::step, [](int step) { return step == 1; }));
    setup.sometimes("recovered", each(&Worker::step, [](int step) { return step == 2; }));
  }
};

TEST_CASE("naive: crash and restart", "[naive]") {
  // (step, saved): (0,0) -> (1,1).
  CHECK(counted<OneWorker>(Network::unreliable) == Counts{2, 1, 1});
  CHECK(counted<OneWorker>(Network::unreliable, {{Fault::crash, 0}, {Fault::restart, 3}}) == Counts{2, 1, 1});
  // And from each: crash, to (0,0) down and (0,1) down.
  const NaiveResult crash = explored<OneWorker>(Network::unreliable, one_crash);
  CHECK(counts(crash) == Counts{4, 3, 2});
  CHECK(crash.properties.at(0).violated_or_reached);
  CHECK(crash.properties.at(0).depth == 1);  // (0,0) down; (1,1) up can only crash, but is finished
  CHECK_FALSE(crash.properties.at(1).violated_or_reached);
  // And from these: restart, to (0,0) -> (1,1), and to (2,1), which is stuck.
  const NaiveResult both = explored<OneWorker>(Network::unreliable, one_of_each);
  CHECK(counts(both) == Counts{7, 6, 3});
  CHECK(both.properties.at(0).violated_or_reached);
  CHECK(both.properties.at(0).depth == 3);
  CHECK(both.properties.at(1).violated_or_reached);
  CHECK(both.properties.at(1).depth == 3);
}

// --- A role without `restart` boots by `start`; its inbox outlives the crash.

struct Echo {
  int got = 0;
  void start(Context<Number>& context) { context.send(context.self<Echo>(), Number{1}); }
  void receive(const Number& number) { got = number.value; }
};
struct OneEcho {
  using Roles = pessimist::Roles<Echo>;
  using Messages = pessimist::Messages<Number>;
  using Parameters = None;
  static void set_up(const Parameters&, Setup<OneEcho>& setup) { setup.nodes<Echo>(1); }
};

TEST_CASE("naive: an inbox outlives a crash", "[naive]") {
  // 0{1} -> 1{}; they crash to down{1} and down{}; these restart as 0{1,1} -> 1{1} -> 1{} and 0{1} -> 1{}.
  // Worlds 2 + 2 + 4; transitions 1 + 2 + 2 + 3; the last 1{} is at depth 4.
  CHECK(counted<OneEcho>(Network::unordered, one_of_each) == Counts{8, 8, 4});
  CHECK(counted<OneEcho>(Network::fifo, one_of_each) == Counts{8, 8, 4});
  // 0 -> 1; both crash to one world; it restarts as 0 -> 1.
  CHECK(counted<OneEcho>(Network::unreliable, one_of_each) == Counts{5, 5, 3});
}

// --- Timers.

struct Tick {
  int number;
};
struct Alarm {
  int rang = 0;
  void start(Context<Tick>& context) { context.arm(Tick{0}); }
  void timeout(const Tick& tick, Context<Tick>& context) {
    rang = tick.number + 1;
    if (tick.number == 0) context.arm(Tick{1});
  }
};
struct OneAlarm {
  using Roles = pessimist::Roles<Alarm>;
  using Timers = pessimist::Timers<Tick>;
  using Parameters = None;
  static void set_up(const Parameters&, Setup<OneAlarm>& setup) { setup.nodes<Alarm>(1); }
};

TEST_CASE("naive: timers", "[naive]") {
  // 0{tick 0} -> 1{tick 1} -> 2{}.
  CHECK(counted<OneAlarm>(Network::unreliable) == Counts{3, 2, 2});
  // Each of the three crashes to the same world without timers, which boots as at first: 3 + 1 + 3 worlds,
  // 2 + 3 + 1 + 2 transitions, depth 1 + 1 + 2.
  CHECK(counted<OneAlarm>(Network::unreliable, one_of_each) == Counts{7, 8, 4});
}

// --- Choices, in a step and at the start.

struct Coin {
  std::size_t state = 0;
  void act(const Received<>&, Context<>& context) {
    if (state > 0) return;
    state = context.choose(2) == 0 ? 1 + context.choose(2) : 2 + context.choose(3);
  }
};
struct OneCoin {
  using Roles = pessimist::Roles<Coin>;
  using Parameters = None;
  static void set_up(const Parameters&, Setup<OneCoin>& setup) { setup.nodes<Coin>(1); }
};
struct Starter {
  std::size_t mood = 0;
  void start(Context<>& context) { mood = context.choose(3) / 2; }
  void act(const Received<>&) { mood = 1; }
};
struct TwoStarters {
  using Roles = pessimist::Roles<Starter>;
  using Parameters = None;
  static void set_up(const Parameters&, Setup<TwoStarters>& setup) { setup.nodes<Starter>(2); }
};

TEST_CASE("naive: choices", "[naive]") {
  // 0 -> 1, 2, 3, 4: the 2 that comes up twice counts once.
  CHECK(counted<OneCoin>(Network::unreliable) == Counts{5, 4, 1});
  // Initial worlds 00, 01, 10, 11; 00 -> 10, 01; 01 -> 11; 10 -> 11: nothing new.
  CHECK(counted<TwoStarters>(Network::unreliable) == Counts{4, 4, 0});
}

// --- Acts that read messages.

struct Reader {
  std::vector<int> seen;
  void act(const Received<Number, Junk>& received) {
    seen.clear();
    for (const Sent<Number>& sent : received.of<Number>()) seen.push_back(sent.message.value);
    for (std::size_t i = 0; i < received.of<Junk>().size(); ++i) seen.push_back(99);
  }
};
struct Writer {
  void start(Context<Number, Junk>& context) {
    for (const int value : {2, 1, 1}) context.send(context.only<Reader>(), Number{value});
    context.send(context.only<Reader>(), Junk{});
  }
};
struct Reading {
  using Roles = pessimist::Roles<Writer, Reader>;
  using Messages = pessimist::Messages<Junk, Number>;
  using Parameters = None;
  static void set_up(const Parameters&, Setup<Reading>& setup) {
    setup.nodes<Writer>(1);
    setup.nodes<Reader>(1);
    setup.sometimes("each once", each(&Reader::seen, [](const std::vector<int>& seen) {
                      return seen == std::vector{1, 2, 99};
                    }));
    setup.sometimes("as often as sent", each(&Reader::seen, [](const std::vector<int>& seen) {
                      return seen == std::vector{1, 1, 2, 99};
                    }));
  }
};

TEST_CASE("naive: acts that read", "[naive]") {
  // The act happens, and once more it changes nothing. It takes nothing away, so there are two worlds.
  const NaiveResult set = explored<Reading>(Network::unreliable);
  CHECK(counts(set) == Counts{2, 1, 1});
  CHECK(set.properties.at(0).violated_or_reached);
  CHECK_FALSE(set.properties.at(1).violated_or_reached);
  const NaiveResult multiset = explored<Reading>(Network::unordered);
  CHECK(counts(multiset) == Counts{2, 1, 1});
  CHECK_FALSE(multiset.properties.at(0).violated_or_reached);
  CHECK(multiset.properties.at(1).violated_or_reached);
  CHECK_THROWS_AS(explored<Reading>(Network::fifo), std::invalid_argument);
}

}  // namespace
}  // namespace pessimist::naive
