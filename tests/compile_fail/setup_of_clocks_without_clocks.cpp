// set_up sets clocks that the protocol does not have.
// expect: pessimist: a protocol with clocks says `static constexpr bool clocks = true;`
// expect: clocks
#include <pessimist/pessimist.hpp>

using namespace pessimist;

struct Ping {};
struct Server {
  void receive(const Ping&) {}
};
struct Protocol {
#ifdef FIXED
  static constexpr bool clocks = true;
#endif
  using Roles = pessimist::Roles<Server>;
  using Messages = pessimist::Messages<Ping>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Protocol>& setup) { setup.clocks({.horizon = 2}); }
};
void set_up(Setup<Protocol>& setup) { Protocol::set_up({}, setup); }
