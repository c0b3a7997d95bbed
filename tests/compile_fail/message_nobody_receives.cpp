// A message that nobody can receive.
// expect: pessimist: nobody can receive this message:
// expect: somebody_receives.*Pong
#include "around.hpp"

struct Ping {};
struct Pong {};
struct Server {
  void receive(const Ping&, Context<Pong>& context) { context.broadcast<Server>(Pong{}); }
#ifdef FIXED
  void receive(const Pong&) {}
#endif
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping, Pong>>);
