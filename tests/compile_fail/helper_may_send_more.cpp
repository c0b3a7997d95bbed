// A helper function that may send more than the handler that calls it.
// expect: pessimist: this helper may send or arm more than the handler that calls it
// expect: Context<.*Ping, .*Pong>
#include "around.hpp"

struct Ping {};
struct Pong {};
struct Server;
#ifdef FIXED
void reply(Context<Pong> context);
#else
void reply(Context<Ping, Pong> context);
#endif
struct Server {
  void receive(const Ping&, Context<Pong>& context) { reply(context); }
  void receive(const Pong&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping, Pong>>);
