// Nodes of a role that the protocol does not list.
// expect: pessimist: the protocol does not list this role in Roles
// expect: nodes.*Stranger
#include "around.hpp"

struct Ping {};
struct Pong {};
struct Stranger {
  int count = 0;
  void receive(const Ping&) {}
};
struct Server {
  int count = 0;
  void receive(const Ping&) {}
};
struct Protocol {
  static constexpr std::string_view name = "protocol";
  static constexpr std::string_view summary = "for a test";
  struct Parameters {};
  using Roles = pessimist::Roles<Server>;
  using Messages = pessimist::Messages<Ping>;
  static void set_up(const Parameters&, Setup<Protocol>& setup) {
    setup.nodes<Server>(1);
#ifdef FIXED

#else
    setup.nodes<Stranger>(1);
#endif
  }
};
PESSIMIST_SPEC(Protocol);
