// A `forge` is given nothing but a context.
// expect: pessimist: `start`, `restart` and `forge` take a Context<...> or nothing
// expect: Role = Server|(Role|Handler)Rules<Server
#include "around.hpp"

struct Ping {};
struct Server {
  int count = 0;
  void receive(const Ping&) { ++count; }
#ifdef FIXED
  void forge(Context<Ping>& context) { context.broadcast<Server>(Ping{}); }
#else
  void forge(const Ping& ping, Context<Ping>& context) { context.broadcast<Server>(ping); }
#endif
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
