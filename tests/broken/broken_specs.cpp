// What a specification may not do, each thing for the asking (`check broken how=...`): tests/cli/broken_test.py says what
// pessimist must answer. Two clients ping a server, and what the server does about it is wrong.

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <vector>

#include <pessimist/pessimist.hpp>

namespace {

using namespace pessimist;

enum class How {
  not_at_all,
  // the handler of a Ping
  throws,
  throws_int,
  never_returns,
  exits,
  reads_past_the_end,
  sends_endlessly,
  chooses_endlessly,
  chooses_too_much,
  chooses_among_nothing,
  is_not_deterministic,
  sends_to_nobody,
  takes_another_role,
  wants_the_only_client,
  calls_it_stale,
  // other handlers
  start_throws,
  act_throws,
  timeout_throws,
  too_many_beginnings,
  // predicates
  predicate_throws,
  predicate_throws_int,
  predicate_changes_its_mind,
  observation_throws,
  // the setup
  set_up_throws,
  set_up_throws_int,
  no_nodes,
  no_nodes_of_a_role,
  too_many_nodes_of_a_role,
  too_many_nodes,
  nodes_twice,
  act_on_fifo,
  same_name,
};

struct Ping {
  int number = 0;
};
struct Pong {};
struct Note {};
struct Alarm {};

struct Client;

struct Server {
  Constant<How> how;
  int pinged = 0;

  void receive(const Ping& ping, Id<Client>, Context<Pong>& context) {
    pinged = ping.number;
    switch (how) {
      case How::throws:
        throw std::runtime_error("out of cheese");
      case How::throws_int:
        throw 7;
      case How::never_returns:
        while (true) std::this_thread::sleep_for(std::chrono::seconds(1));
      case How::reads_past_the_end:
        pinged = std::vector<int>{}[static_cast<std::size_t>(pinged) + 1];
        break;
      case How::exits:
        std::exit(0);
      case How::sends_endlessly:
        while (true) context.broadcast<Client>(Pong{});
      case How::chooses_endlessly:
        while (true) context.choose(1);
      case How::chooses_too_much:
        for (int coin = 0; coin < 17; ++coin) context.choose(2);
        return;
      case How::chooses_among_nothing:
        context.choose(std::size_t{0});
        return;
      case How::is_not_deterministic: {
        static std::atomic<int> calls = 0;
        pinged = ++calls;
        return;
      }
      case How::sends_to_nobody:
        return context.send(AnyId(context.self<Server>()), Pong{});
      case How::takes_another_role:
        return context.send(context.self<Client>(), Pong{});
      case How::wants_the_only_client:
        return context.send(context.only<Client>(), Pong{});
      default:
        return;
    }
  }

  bool stale(const Ping&) const { return how == How::calls_it_stale; }

  void act(const Received<Note>& received) {
    if (how == How::act_throws && !received.empty()) throw std::runtime_error("cannot read this");
  }
};

struct Client {
  Constant<How> how;
  std::size_t luck = 0;

  void start(Context<Ping, Note, Alarm>& context) {
    if (how == How::start_throws) throw std::runtime_error("no fuel");
    if (how == How::too_many_beginnings) luck = context.choose(2);
    context.send(context.only<Server>(), Ping{42});
    context.send(context.only<Server>(), Note{});
    context.arm(Alarm{});
  }
  void receive(const Pong&) {}
  void timeout(const Alarm&) {
    if (how == How::timeout_throws) throw std::runtime_error("too early");
  }
};

int observed(const Server& server) {
  if (server.how == How::observation_throws && server.pinged > 0) throw std::runtime_error("unreadable");
  return server.pinged;
}

std::size_t clients(How how) {
  switch (how) {
    case How::too_many_beginnings:
      return 20;
    case How::too_many_nodes_of_a_role:
      return 61;
    case How::too_many_nodes:
      return 60;
    case How::no_nodes_of_a_role:
      return 0;
    default:
      return 2;
  }
}

struct Broken {
  static constexpr std::string_view name = "broken";
  static constexpr std::string_view summary = "does what no specification may";

  using Roles = pessimist::Roles<Server, Client>;
  using Messages = pessimist::Messages<Ping, Pong, Note>;
  using Timers = pessimist::Timers<Alarm>;

  struct Parameters {
    Parameter<How> how{How::not_at_all, "how it is broken"};
  };

  static void set_up(const Parameters& parameters, Setup<Broken>& setup) {
    const How how = parameters.how;
    if (how == How::set_up_throws) throw std::runtime_error("nothing is configured");
    if (how == How::set_up_throws_int) throw 7;
    if (how == How::no_nodes) return;
    setup.nodes(how == How::too_many_nodes ? 10 : 1, Server{.how = how});
    if (how != How::no_nodes_of_a_role) setup.nodes(clients(how), Client{.how = how});
    if (how == How::nodes_twice) setup.nodes<Server>(1);
    if (how == How::act_on_fifo) setup.networks({Network::fifo});

    setup.always("pings have numbers", each(observe<Server>(observed), [how](int pinged) {
                   if (how == How::predicate_throws && pinged > 0) throw std::runtime_error("cannot say");
                   if (how == How::predicate_throws_int && pinged > 0) throw 7;
                   static std::atomic<bool> mind = false;
                   if (how == How::predicate_changes_its_mind && pinged > 0) return mind = !mind;
                   return pinged == 0 || pinged == 42;
                 }));
    setup.sometimes(how == How::same_name ? "pings have numbers" : "some client has luck",
                    each(&Client::luck, [](std::size_t) { return true; }));
  }
};

PESSIMIST_SPEC(Broken);

/// Broken as it stands: one such must not keep `list` from the others.
struct Unmade {
  static constexpr std::string_view name = "unmade";
  static constexpr std::string_view summary = "cannot be set up";

  using Roles = pessimist::Roles<Server, Client>;
  using Messages = pessimist::Messages<Ping, Pong, Note>;
  using Timers = pessimist::Timers<Alarm>;

  struct Parameters {};

  static void set_up(const Parameters&, Setup<Unmade>&) { throw std::runtime_error("nothing is configured"); }
};

PESSIMIST_SPEC(Unmade);

}  // namespace

int main(int c, char** v) { return pessimist::main(c, v); }
