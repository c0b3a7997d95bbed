// A handler that reads the clock in a protocol without clocks.
// expect: pessimist: a handler reads the clock, but the protocol has none
// expect: Role = Server|Server
#include <pessimist/pessimist.hpp>

using namespace pessimist;

struct Ping {};
struct Server {
  int seen = 0;
  void receive(const Ping&, Context<ReadsClock>& context) { seen = context.now(); }
};
struct Protocol {
#ifdef FIXED
  static constexpr bool clocks = true;
#endif
  using Roles = pessimist::Roles<Server>;
  using Messages = pessimist::Messages<Ping>;
};
static_assert(detail::Rules<Protocol>::check());
