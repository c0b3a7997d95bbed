// Said of a whole protocol as well, which reads its fields in many places.
// expect: pessimist: a field must not be a reference
// expect: FieldProbe<Server, 0|T = Server; .*Index = 0
#include "around.hpp"

struct Ping {};
struct Pong {};
struct Stranger {
  int count = 0;
  void receive(const Ping&) {}
};
struct Server {
#ifdef FIXED
  int count = 0;
#else
  int& count;
#endif
  void receive(const Ping&) {}
};
struct Protocol {
  static constexpr std::string_view name = "protocol";
  static constexpr std::string_view summary = "for a test";
  struct Parameters {};
  using Roles = pessimist::Roles<Server>;
  using Messages = pessimist::Messages<Ping>;
  static void set_up(const Parameters&, Setup<Protocol>& setup) {
    static int count = 0;
    setup.nodes(1, Server{count});
  }
};
PESSIMIST_SPEC(Protocol);
