// A parameter is an integer, a bool or an enum.
// expect: pessimist: a parameter is an integer, a bool or an enum
// expect: Parameter<.*string
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
  struct Parameters {
#ifdef FIXED
    Parameter<int> greeting{1, "what is said"};
#else
    Parameter<std::string> greeting{"hello", "what is said"};
#endif
  };
  using Roles = pessimist::Roles<Server>;
  using Messages = pessimist::Messages<Ping>;
  static void set_up(const Parameters&, Setup<Protocol>& setup) {
    setup.nodes<Server>(1);
#ifdef FIXED

#else

#endif
  }
};
PESSIMIST_SPEC(Protocol);
