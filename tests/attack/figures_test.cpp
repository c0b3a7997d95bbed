// Every figure and every trace is the same for any number of workers and on every run, also where a violation or a limit
// ends the run.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "pessimist/pessimist.hpp"
#include "random/instance.hpp"
#include "verdict/check.hpp"

namespace pessimist {
namespace {

/// All that a result says but how long it took, in print.
std::string figures(const CheckResult& result) {
  std::string text = std::string(to_string(result.verdict)) + " " + std::to_string(result.states) + " " +
                     std::to_string(result.transitions) + " " + std::to_string(result.depth) + " " +
                     std::to_string(result.cut) + " " + result.stopped_by + result.broken;
  if (result.complete_depth) text += ", complete to " + std::to_string(*result.complete_depth);
  for (const PropertyResult& property : result.properties) {
    text += "; " + property.name + " " + std::string(to_string(property.verdict)) + " " + property.why;
    if (property.vacuous) text += " vacuous";
    if (!property.trace) continue;
    for (const TraceStep& step : property.trace->steps) {
      text += " | " + std::to_string(step.node) + " " + std::string(to_string(step.trigger.kind));
      for (const Packet& packet : step.trigger.packets)
        text += " " + std::to_string(packet.from) + packet.body;
      for (const Choice& choice : step.outcome.choices) text += "/" + std::to_string(choice.taken);
    }
  }
  return text;
}

/// The result, which must be the same however the work is divided.
CheckResult checked(const Model& model, CheckOptions options) {
  CheckResult result = check(model, options);
  for (const unsigned workers : {1U, 2U, 3U, 4U}) {
    options.workers = workers;
    options.first_slots = workers % 2 == 0 ? 2 : 64;
    CHECK(figures(check(model, options)) == figures(result));
  }
  return result;
}

// --- Messages in every order, on one fifo link.

struct Number {
  int value;
};
struct Taker {
  int taken = 0;
  void receive(const Number& number) { taken = taken * 10 + number.value; }
};
struct Giver {
  std::set<int> left;
  void act(const Received<>&, Context<Number>& context) {
    if (left.empty()) return;
    const int value = context.choose(left);
    left.erase(value);
    context.send(context.only<Taker>(), Number{value});
  }
};
struct Giving {
  using Roles = pessimist::Roles<Giver, Taker>;
  using Messages = pessimist::Messages<Number>;
  using Parameters = std::set<int>;
  static void set_up(const Parameters& numbers, Setup<Giving>& setup) {
    setup.networks({Network::fifo, Network::unordered, Network::unreliable});
    setup.nodes<Giver>(1, Giver{numbers});
    setup.nodes<Taker>(1);
    setup.always("something is left", each(&Giver::left, [](const auto& left) { return !left.empty(); }));
  }
};

// Of many worlds that differ in nothing but the order in a queue, one must be the least.
TEST_CASE("attack: the trace is one, also where only the order of messages differs", "[attack]") {
  const ProtocolModel<Giving> model(std::set<int>{1, 2, 3, 4, 5, 6});
  for (const Network network : {Network::fifo, Network::unordered, Network::unreliable}) {
    CheckOptions options;
    options.network = network;
    INFO(to_string(network));
    CHECK(checked(model, options).properties.at(0).steps == 6U);
  }
}

// --- Limits, at the very value.

TEST_CASE("attack: limits of depth and states, at the very value", "[attack]") {
  for (std::uint64_t seed = 1000; seed < 1010; ++seed) {
    const std::optional<random::Instance> instance = random::make_instance(seed);
    if (!instance) continue;
    const Model& model = *instance->model;
    const naive::NaiveResult& expected = instance->expected;
    INFO(instance->description());
    CheckOptions options;
    options.network = instance->options.network;
    options.budgets = instance->options.budgets;
    checked(model, options);  // to the first violation, if there is one
    options.keep_going = true;
    const CheckResult whole = checked(model, options);
    REQUIRE(whole.states == expected.worlds);

    for (const unsigned depth : {0U, 1U, expected.depth - 1, expected.depth, expected.depth + 1}) {
      if (depth > expected.depth + 1) continue;  // before the first
      options.limits.depth = depth;
      INFO("to depth " << depth);
      const CheckResult result = checked(model, options);
      for (std::size_t i = 0; i < expected.properties.size(); ++i) {
        const naive::NaiveProperty& property = expected.properties[i];
        const bool is_hit = property.violated_or_reached && property.depth <= depth;
        CHECK(result.properties[i].steps == (is_hit ? std::optional(property.depth) : std::nullopt));
      }
      CHECK(result.depth == std::min(depth, expected.depth));
      if (depth >= expected.depth) CHECK(figures(result) == figures(whole));
      if (depth < expected.depth) CHECK(result.stopped_by != "");
    }
    options.limits = {};
    options.limits.states = expected.worlds;
    CHECK(figures(checked(model, options)) == figures(whole));
    if (expected.worlds == 1) continue;
    options.limits.states = expected.worlds - 1;
    CHECK(check(model, options).stopped_by != "");
  }
}

// --- A limit of memory that is met before the first world.

struct Chooser {
  int options = 0;
  int chosen = 0;
  void start(Context<>& context) {
    chosen = static_cast<int>(context.choose(static_cast<std::size_t>(options)));
  }
};
struct Choosing {
  using Roles = pessimist::Roles<Chooser>;
  using Messages = pessimist::Messages<>;
  using Parameters = Chooser;
  static void set_up(const Parameters& chooser, Setup<Choosing>& setup) {
    setup.networks({Network::unordered});
    setup.nodes<Chooser>(1, chooser);
  }
};

TEST_CASE("attack: no room for the initial worlds ends the run", "[attack]") {
  CheckOptions options;
  options.network = Network::unordered;
  options.first_slots = 2;
  options.limits.bytes = 1;
  const CheckResult result = check(ProtocolModel<Choosing>(Chooser{.options = 100}), options);
  CHECK(result.verdict == Verdict::unfinished);
  CHECK(result.complete_depth == std::nullopt);
  options.limits = {};
  CHECK(check(ProtocolModel<Choosing>(Chooser{.options = 100}), options).states == 100);
}

}  // namespace
}  // namespace pessimist
