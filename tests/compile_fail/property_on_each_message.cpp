// Messages are judged together, not one by one.
// expect: pessimist: messages are read with together
// expect: MessageObservation<.*Ping
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
    setup.always("quiet", together(sent<Ping>(), [](const auto&) { return true; }));
#else
    setup.always("quiet", each(sent<Ping>(), [](const auto&) { return true; }));
#endif
  }
};
PESSIMIST_SPEC(Protocol);
