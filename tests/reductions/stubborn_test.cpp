// Stubborn sets on protocols small enough to say by hand what is left of them, and what must not be left out.

#include <optional>
#include <set>
#include <stdexcept>
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
  CheckResult result = check(ProtocolModel<Protocol>(parameters), options);
  CHECK(result.reductions.stubborn);
  CHECK(result.notes.empty());
  return result;
}

/// To shorten is to search without stubborn sets, and would hide what they miss.
CheckOptions unshortened() {
  CheckOptions options;
  options.shorten = false;
  return options;
}

template <class Protocol>
void agrees_with_naive(const typename Protocol::Parameters& parameters,
                       const naive::NaiveOptions& options = {}) {
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

struct Reached {
  using Roles = pessimist::Roles<Stepper, Watched>;
  using Messages = pessimist::Messages<>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Reached>& setup) {
    setup.nodes<Stepper>(2, Stepper{.limit = 4, .goes_round = false});
    setup.nodes<Watched>(1, Watched{.takes = 1});
    setup.sometimes("it is done", each(&Watched::done, [](bool done) { return done; }));
  }
};

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
  const CheckResult result = stubborn<Race>({}, unshortened());
  CHECK(result.verdict == Verdict::proved);
  for (const PropertyResult& property : stubborn<Race>({}).properties) CHECK(property.steps == 2U);
  agrees_with_naive<Race>({});
}

TEST_CASE("stubborn sets: nothing is claimed of the length of a witness whose trace is not wanted",
          "[reductions]") {
  CheckOptions options;
  options.witnesses = false;
  const CheckResult result = stubborn<Reached>({}, options);
  CHECK(result.verdict == Verdict::proved);
  CHECK(result.properties[0].steps == 9U);  // one step is enough
  CHECK_FALSE(result.properties[0].minimal);
  options.witnesses = true;
  CHECK(stubborn<Reached>({}, options).properties[0].steps == 1U);
}

// --- Something is violated far away, and something else is nearer.

struct Late {
  int count = 0;
  bool bad = false;
  void act(const Received<>&) {
    if (count <= 4) bad = count++ == 4;
  }
};
struct Near {
  int count = 0;
  Constant<bool> breaks;
  void act(const Received<>&) {
    if (count == 2 && breaks) throw std::runtime_error("it breaks");
    if (count < 2) ++count;
  }
};
struct FarAndNear {
  using Roles = pessimist::Roles<Late, Near>;
  using Messages = pessimist::Messages<>;
  struct Parameters {
    bool breaks = false;
  };
  static void set_up(const Parameters& parameters, Setup<FarAndNear>& setup) {
    setup.nodes<Late>(1);
    setup.nodes<Near>(1, Near{.breaks = parameters.breaks});
    setup.always("never bad", each(&Late::bad, [](bool bad) { return !bad; }));
    setup.always("not two", each(&Near::count,
                                 [=](int count) { return implies(count == 2, parameters.breaks, "two"); }));
  }
};

TEST_CASE("stubborn sets: what is nearer than what they find is found, too", "[reductions]") {
  const CheckResult result = stubborn<FarAndNear>({});
  CHECK(result.verdict == Verdict::violated);
  CHECK(result.properties[1].verdict == PropertyResult::Verdict::violated);
  CHECK(result.properties[1].steps == 2U);
  CHECK(result.properties[1].judged);
  CHECK(result.complete_depth == 2U);
  const CheckResult broken = stubborn<FarAndNear>({.breaks = true});
  CHECK(broken.verdict == Verdict::broken);
  CHECK(broken.broken.find("it breaks") != std::string::npos);
}

// --- What must not be taken for a mover.

struct Receiver;
struct Knock {};
struct Tick {};
struct Tock {};
/// Sends two different messages down one queue, in either order.
struct Sender {
  void start(Context<Tick, Tock>& context) {
    context.arm(Tick{});
    context.arm(Tock{});
  }
  void timeout(const Tick&, Context<Claim>& context) { context.send(context.only<Receiver>(), Claim{}); }
  void timeout(const Tock&, Context<Knock>& context) { context.send(context.only<Receiver>(), Knock{}); }
};
struct Receiver {
  int heard = 0;  ///< first: 1 Claim, 2 Knock
  void receive(const Claim&) {
    if (heard == 0) heard = 1;
  }
  void receive(const Knock&) {
    if (heard == 0) heard = 2;
  }
};
struct Queue {
  using Roles = pessimist::Roles<Sender, Receiver>;
  using Messages = pessimist::Messages<Claim, Knock>;
  using Timers = pessimist::Timers<Tick, Tock>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Queue>& setup) {
    setup.networks({Network::fifo});
    setup.nodes<Sender>(1);
    setup.nodes<Receiver>(1);
    setup.sometimes("Claim first", each(&Receiver::heard, [](int heard) { return heard == 1; }));
    setup.sometimes("Knock first", each(&Receiver::heard, [](int heard) { return heard == 2; }));
  }
};

TEST_CASE("stubborn sets: what goes down one queue stays in either order", "[reductions]") {
  CheckOptions options;
  options.network = Network::fifo;
  options.shorten = false;
  CHECK(stubborn<Queue>({}, options).verdict == Verdict::proved);
  naive::NaiveOptions plain;
  plain.network = Network::fifo;
  agrees_with_naive<Queue>({}, plain);
}

/// Must not hear a knock before its timer has run out.
struct Clock {
  bool ticked = false;
  void start(Context<Tick>& context) { context.arm(Tick{}); }
  void timeout(const Tick&) { ticked = true; }
  void receive(const Knock&) {
    if (!ticked) throw std::runtime_error("too early");
  }
};
struct Knocker {
  void act(const Received<>&, Context<Knock>& context) { context.send(context.only<Clock>(), Knock{}); }
};
struct Clocks {
  using Roles = pessimist::Roles<Clock, Knocker, Watched>;
  using Messages = pessimist::Messages<Knock>;
  using Timers = pessimist::Timers<Tick>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Clocks>& setup) {
    setup.nodes<Clock>(1);
    setup.nodes<Knocker>(1);
    setup.nodes<Watched>(1);
    setup.always("it is not done", each(&Watched::done, [](bool done) { return !done; }));
  }
};

TEST_CASE("stubborn sets: a step that keeps a handler from breaking is not taken first", "[reductions]") {
  CHECK(stubborn<Clocks>({}).verdict == Verdict::broken);
}

/// Tells itself something that its act then reads.
struct Note {};
struct Thinker {
  bool noted = false, thought_before = false, thought_after = false;
  void start(Context<Note, Claim>& context) { context.send(context.self<Thinker>(), Claim{}); }
  void receive(const Claim&, Context<Note>& context) {
    if (noted) return;
    noted = true;
    context.send(context.self<Thinker>(), Note{});
  }
  void act(const Received<Note>& received) {
    (received.of<Note>().empty() ? thought_before : thought_after) = true;
  }
};
struct Thinking {
  using Roles = pessimist::Roles<Thinker>;
  using Messages = pessimist::Messages<Note, Claim>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Thinking>& setup) {
    setup.nodes<Thinker>(1);
    setup.sometimes("before", each(&Thinker::thought_before, [](bool thought) { return thought; }));
    setup.sometimes("after", each(&Thinker::thought_after, [](bool thought) { return thought; }));
  }
};

TEST_CASE("stubborn sets: what a node tells itself is not sent ahead", "[reductions]") {
  CHECK(stubborn<Thinking>({}, unshortened()).verdict == Verdict::proved);
  agrees_with_naive<Thinking>({});
}

struct House;
/// What its timer may do depends on whether it was knocked at before.
struct Door {
  bool knocked = false;
  int state = 0;
  void start(Context<Tick>& context) { context.arm(Tick{}); }
  void receive(const Knock&) { knocked = true; }
  void timeout(const Tick&, Context<>& context) { state = knocked && context.choose(2) == 0 ? 2 : 1; }
  void act(const Received<>&, Context<Claim>& context) {
    if (state == 2) context.send(context.only<House>(), Claim{});
  }
};
struct House {
  bool is_claimed = false;
  void receive(const Claim&) { is_claimed = true; }
};
struct Visitor {
  void act(const Received<>&, Context<Knock>& context) { context.send(context.only<Door>(), Knock{}); }
};
struct Visit {
  using Roles = pessimist::Roles<Door, House, Visitor>;
  using Messages = pessimist::Messages<Knock, Claim>;
  using Timers = pessimist::Timers<Tick>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Visit>& setup) {
    setup.nodes<Door>(1);
    setup.nodes<House>(1);
    setup.nodes<Visitor>(1);
    setup.sometimes("claimed", each(&House::is_claimed, [](bool is_claimed) { return is_claimed; }));
  }
};

TEST_CASE("stubborn sets: what a trigger may come to only later is not lost", "[reductions]") {
  CHECK(stubborn<Visit>({}, unshortened()).verdict == Verdict::proved);
  agrees_with_naive<Visit>({});
}

/// Goes round for ever if it begins before it hears anything, and never begins afterwards.
struct Spinner {
  int state = 0;
  void act(const Received<Knock>& received) {
    if (state == 0 && !received.of<Knock>().empty()) return;
    state = state == 2 ? 1 : state + 1;
  }
};
struct Stopper {
  bool done = false;
  void act(const Received<>&, Context<Knock>& context) { context.send(context.only<Spinner>(), Knock{}); }
};
struct Spinning {
  using Roles = pessimist::Roles<Spinner, Stopper>;
  using Messages = pessimist::Messages<Knock>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Spinning>& setup) {
    setup.nodes<Spinner>(1);
    setup.nodes<Stopper>(1);
    setup.no_deadlock("done", each(&Stopper::done, [](bool done) { return done; }));
  }
};

TEST_CASE("stubborn sets: an act is not taken ahead of what it reads", "[reductions]") {
  CHECK(stubborn<Spinning>({}, unshortened()).verdict == Verdict::violated);
  agrees_with_naive<Spinning>({});
}

}  // namespace
}  // namespace pessimist
