// What a role calls stale is left out where nodes cannot be explored alone, and whoever calls stale what is not is broken.

#include <string>

#include <catch2/catch.hpp>

#include "pessimist/protocol_model.hpp"
#include "verdict/check.hpp"

namespace pessimist {
namespace {

// --- Clients propose numbers to servers, which take no lesser one than they have taken, and answer.

struct Propose {
  int number = 0;
};
struct Taken {
  int number = 0;
};
enum class Lie { none, does_something, sends, comes_back, forgets, tells_apart, throws };

struct Client;
struct Server {
  Constant<Lie> lie;
  Durable<int> taken = 0;
  int seen = 0;  // volatile
  std::optional<Id<Client>> first{};

  void receive(const Propose& propose, Id<Client> from, Context<Taken>& context) {
    if (lie == Lie::sends) context.send(from, Taken{taken});
    if (propose.number <= taken) return;
    if (lie == Lie::tells_apart && !first) first = from;
    taken = propose.number;
    if (lie == Lie::forgets) seen = propose.number;
    context.send(from, Taken{propose.number});
  }
  bool stale(const Propose& propose) const {
    switch (lie) {
      case Lie::does_something:
        return propose.number <= taken + 1;
      case Lie::comes_back:
        return propose.number <= taken && taken != 2;
      case Lie::forgets:
        return propose.number <= seen;
      case Lie::tells_apart:
        return propose.number <= taken && first == IdAccess::make<Client>(0);
      case Lie::throws:
        throw std::runtime_error("cannot say");
      default:
        return propose.number <= taken;
    }
  }
};
struct Client {
  Durable<int> answered = 0;

  void start(Context<Propose>& context) {
    for (int number = 1; number <= 3; ++number) context.broadcast<Server>(Propose{number});
  }
  void receive(const Taken& taken, Id<Server>) {
    if (taken.number > answered) answered = taken.number;
  }
  bool stale(const Taken& taken, Id<Server>) const { return taken.number <= answered; }
};

template <bool WithDeadlock>
struct Auction {
  using Roles = pessimist::Roles<Server, Client>;
  using Messages = pessimist::Messages<Propose, Taken>;
  struct Parameters {
    Lie lie = Lie::none;
    bool reads_messages = false;
  };
  static void set_up(const Parameters& parameters, Setup<Auction>& setup) {
    setup.nodes(2, Server{.lie = parameters.lie});
    setup.template nodes<Client>(2);
    setup.networks({Network::unreliable, Network::unordered, Network::fifo});
    setup.faults({Fault::crash, Fault::restart});
    setup.always("not three", each(&Client::answered, [](int answered) { return answered < 3; }));
    setup.sometimes("two", each(&Client::answered, [](int answered) { return answered == 2; }));
    if (parameters.reads_messages)
      setup.always("taken", together(sent<Taken>(), [](const auto&) { return true; }));
    if constexpr (WithDeadlock) setup.no_deadlock("goes on", each(&Server::taken, [](int) { return true; }));
  }
};

CheckOptions options_with(std::size_t alone_budget, bool alone = true) {
  CheckOptions options;
  options.reductions.alone = alone;
  options.alone_budget = alone_budget;
  options.keep_going = true;
  return options;
}

template <bool WithDeadlock = false>
CheckResult checked(const CheckOptions& options, Lie lie = Lie::none, bool reads_messages = false) {
  return check(
      ProtocolModel<Auction<WithDeadlock>>(typename Auction<WithDeadlock>::Parameters{lie, reads_messages}),
      options);
}

void require_same(const CheckResult& expected, const CheckResult& found) {
  INFO(found.broken);
  CHECK(found.verdict == expected.verdict);
  CHECK(found.verdict != Verdict::broken);
  REQUIRE(found.properties.size() == expected.properties.size());
  for (std::size_t i = 0; i < expected.properties.size(); ++i) {
    CHECK(found.properties[i].verdict == expected.properties[i].verdict);
    CHECK(found.properties[i].steps == expected.properties[i].steps);
  }
}

TEST_CASE("stale: as many worlds as exploring each node alone leaves, and fewer than there are", "[stale]") {
  const CheckResult plain = checked(options_with(1, false));
  const CheckResult alone = checked(options_with(30'000));
  const CheckResult stale = checked(options_with(1));
  CHECK(stale.reductions.alone);
  REQUIRE(stale.notes.size() == 1);
  CHECK(stale.notes[0].starts_with(
      "Dead messages are those that the specification calls stale. Classes of local "
      "states and stubborn sets take a look at each node alone, which was given up: "));
  CHECK(alone.notes.empty());
  CHECK(plain.notes.empty());
  require_same(plain, alone);
  require_same(plain, stale);
  CHECK(stale.states == alone.states);
  CHECK(stale.states < plain.states);
}

TEST_CASE("stale: with faults, symmetry and the unordered network", "[stale]") {
  for (const Network network : {Network::unreliable, Network::unordered}) {
    for (const bool symmetry : {false, true}) {
      CheckOptions options = options_with(1, false);
      options.network = network;
      options.limits.depth = 5;
      options.budgets = {{Fault::crash, 1}, {Fault::restart, 1}};
      const CheckResult plain = checked(options);
      options.reductions = {true, false, symmetry, !symmetry};
      const CheckResult stale = checked(options);
      require_same(plain, stale);
      INFO(to_string(network) << (symmetry ? " symmetry" : ""));
      CHECK(stale.states < plain.states);
    }
  }
}

TEST_CASE("stale: not where it would be seen", "[stale]") {
  CheckOptions options = options_with(1);
  options.limits.depth = 4;
  CHECK(checked<false>(options).reductions.alone);
  CHECK_FALSE(checked<true>(options).reductions.alone);
  options.network = Network::fifo;
  CHECK_FALSE(checked<false>(options).reductions.alone);
  // Of messages that a property reads none is left out.
  options.network = Network::unreliable;
  CHECK(checked<false>(options, Lie::none, true).states > checked<false>(options).states);
}

TEST_CASE("stale: liars are broken, whether or not it is used", "[stale]") {
  const std::pair<Lie, std::string> liars[] = {
      {Lie::does_something, "server 1 receives Propose{number: 1} from client"},
      {Lie::does_something, "no longer matters here, but it changes the node"},
      {Lie::sends, "no longer matters here, but it makes the node send something"},
      {Lie::comes_back, "once stale, always stale"},
      {Lie::comes_back, "Propose{number: 1} from client"},
      {Lie::comes_back, "and then in state Server{taken: 2"},
      {Lie::throws, "`stale` throws, asked about Propose{number: 1}"},
  };
  for (const auto& [lie, part] : liars) {
    for (const std::size_t budget : {std::size_t{1}, std::size_t{30'000}}) {
      const CheckResult result = checked(options_with(budget), lie);
      INFO(result.broken);
      CHECK(result.verdict == Verdict::broken);
      CHECK(result.broken.find(part) != std::string::npos);
    }
    CHECK(checked(options_with(1, false), lie).verdict == Verdict::broken);
  }
}

TEST_CASE("stale: what a crash forgets is not stale for ever", "[stale]") {
  CheckOptions options = options_with(1);
  options.limits.depth = 5;
  CHECK(checked(options, Lie::forgets).verdict != Verdict::broken);
  options.budgets = {{Fault::crash, 1}};
  const CheckResult result = checked(options, Lie::forgets);
  INFO(result.broken);
  CHECK(result.verdict == Verdict::broken);
  CHECK(result.broken.find("server 1 crashes") != std::string::npos);
  CHECK(result.broken.find("once stale, always stale") != std::string::npos);
}

TEST_CASE("stale: must not tell apart what may be exchanged", "[stale]") {
  CheckOptions options = options_with(1);
  options.limits.depth = 4;
  options.reductions.symmetry = true;
  const CheckResult result = checked(options, Lie::tells_apart);
  INFO(result.broken);
  CHECK(result.verdict == Verdict::broken);
  CHECK(result.broken.find("`stale` is not symmetric: with client 1 and client 2 exchanged") !=
        std::string::npos);
}

}  // namespace
}  // namespace pessimist
