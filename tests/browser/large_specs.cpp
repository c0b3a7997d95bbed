// Traces that are long, and charts that are wide: a token that goes round 200 times, and a poll among 12 nodes.

#include <cstddef>
#include <set>
#include <string_view>

#include <pessimist/pessimist.hpp>

namespace {

using namespace pessimist;

struct Token {
  int hop = 0;
};

struct Runner {
  static constexpr bool ordered = true;
  int last_hop = 0;

  void start(Context<Token>& context) {
    if (context.self<Runner>().index() == 0) pass(1, context);
  }
  void receive(const Token& token, Context<Token>& context) {
    if (token.hop <= last_hop) return;
    last_hop = token.hop;
    pass(token.hop + 1, context);
  }

 private:
  static void pass(int hop, Context<Token> context) {
    const auto runners = context.all<Runner>();
    context.send(runners[static_cast<std::size_t>(hop) % runners.size()], Token{hop});
  }
};

struct Relay {
  static constexpr std::string_view name = "relay";
  static constexpr std::string_view summary = "a token goes round";

  using Roles = pessimist::Roles<Runner>;
  using Messages = pessimist::Messages<Token>;
  struct Parameters {
    Parameter<int> runners{4, "runners in the ring", 1, 16};
    Parameter<int> hops{200, "how far the token comes", 1, 1000};
  };

  static void set_up(const Parameters& parameters, Setup<Relay>& setup) {
    setup.nodes<Runner>(static_cast<std::size_t>(*parameters.runners));
    const int hops = parameters.hops;
    setup.always("the token comes to rest", each(&Runner::last_hop, [hops](int last_hop) {
                   return last_hop < hops ? holds() : fails("it goes on and on");
                 }));
  }
};

PESSIMIST_SPEC(Relay);

struct Citizen;

struct Question {
  int number = 0;
};
struct Answer {
  int number = 0;
  bool agrees = false;
};

struct Pollster {
  std::set<Id<Citizen>> answered;

  void start(Context<Question>& context) { context.broadcast<Citizen>(Question{1}); }
  void receive(const Answer&, Id<Citizen> from) { answered.insert(from); }
};

struct Citizen {
  int question = 0;

  void receive(const Question& asked, Id<Pollster> from, Context<Answer>& context) {
    question = asked.number;
    context.send(from, Answer{asked.number, true});
  }
};

struct Poll {
  static constexpr std::string_view name = "poll";
  static constexpr std::string_view summary = "everybody is asked";

  using Roles = pessimist::Roles<Pollster, Citizen>;
  using Messages = pessimist::Messages<Question, Answer>;
  struct Parameters {
    Parameter<int> citizens{11, "who are asked", 1, 30};
  };

  static void set_up(const Parameters& parameters, Setup<Poll>& setup) {
    setup.nodes<Pollster>(1);
    setup.nodes<Citizen>(static_cast<std::size_t>(*parameters.citizens));
    setup.faults({Fault::crash, Fault::restart});
    const auto citizens = static_cast<std::size_t>(*parameters.citizens);
    setup.always("somebody keeps silent", each(&Pollster::answered, [citizens](const auto& answered) {
                   return answered.size() < citizens ? holds() : fails("everybody has answered");
                 }));
  }
};

PESSIMIST_SPEC(Poll);

}  // namespace
