// A handler reads the clock that its Context<...> does not list.
// expect: pessimist: this handler reads the clock, but its Context<...> does not list ReadsClock
// expect: now
#include <pessimist/pessimist.hpp>

using namespace pessimist;

struct Ping {};
struct Server {
  int seen = 0;
#ifdef FIXED
  void receive(const Ping&, Context<ReadsClock>& context) { seen = context.now(); }
#else
  void receive(const Ping&, Context<>& context) { seen = context.now(); }
#endif
};
struct Protocol {
  static constexpr bool clocks = true;
  using Roles = pessimist::Roles<Server>;
  using Messages = pessimist::Messages<Ping>;
};
static_assert(detail::Rules<Protocol>::check());
