#include "suite/find_handler.hpp"

#include <string>

#include <catch2/catch.hpp>

namespace pessimist::suite {
namespace {

const std::string source = R"source(// struct Server { void receive(const Ping&) {} };
struct Server;  // line 2
struct Client {
  void receive(const Ping& ping, Id<Server> from) {}  // line 4
};
struct Server {
  static constexpr std::string_view text = R"(void receive(const Ping&) {)";
  int size = 9'000; char brace = '{';
  void start(Context<>& context) { restart(context); }
  void restart(Context<>& context) { start(context); }  // line 10
  void receive(const Pong&) {
    receive(const_cast<const Ping&>(ping));
  }
  /* void receive(const Ping&) */
  void receive(wire::Ping const& ping,
               Id<Client> from) {}
  void act(const Received<>&) {}
  void act(const pessimist::Received< Ping,
                                      Pong >& received) {}
  template <class T> void timeout(const T&) {}
};
struct Replica {
  static constexpr std::string_view name = "rm";
  void receive(const Ping&) {}  // line 24
};
)source";

unsigned line_of(const std::string& role, const std::string& function, const std::string& argument = {}) {
  return line_of_handler(source, {role, function, argument}).value_or(0);
}

TEST_CASE("a handler is found in its role's struct, and nowhere else", "[suite]") {
  CHECK(line_of("client", "receive", "Ping") == 4);
  CHECK(line_of("server", "receive", "Pong") == 11);
  CHECK(line_of("server", "receive", "Ping") == 15);
  CHECK(line_of("server", "act", "Received<>") == 17);
  CHECK(line_of("server", "act", "Received<Ping, Pong>") == 18);
  CHECK(line_of("rm", "receive", "Ping") == 24);
}

TEST_CASE("what is called in a handler is no declaration", "[suite]") {
  CHECK(line_of("server", "start") == 9);
  CHECK(line_of("server", "restart") == 10);
}

TEST_CASE("a handler that cannot be found is none", "[suite]") {
  CHECK(line_of("server", "timeout", "Alarm") == 0);
  CHECK(line_of("client", "start") == 0);
  CHECK(line_of("nobody", "receive", "Ping") == 0);
  CHECK_FALSE(line_of_handler("", {"server", "receive", "Ping"}));
  for (const std::string unfinished :
       {"struct Server", "struct Server {", "struct Server { void receive(const Ping", "struct Server { /* ",
        "struct Server { \"", "struct Server { R\"x("})
    CHECK_FALSE(line_of_handler(unfinished, {"server", "receive", "Ping"}));
}

}  // namespace
}  // namespace pessimist::suite
