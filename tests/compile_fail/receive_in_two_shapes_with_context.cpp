// Two for the same message from the same sender, one with a context.
// expect: pessimist: a role has two handlers for the same, one with and one without a Context
// expect: HandlerRules<Server, .*Receive, .*Ping.*Other
#include "around.hpp"

struct Ping {};
struct Pong {};
struct Stop {};
struct Alarm {};
struct Bell {};
struct Unlisted {};
struct Other;
struct Server {
  int count = 0;
#ifdef FIXED
  void receive(const Ping&, Id<Other>, Context<Pong>&) {}
  void receive(const Ping&, Id<Server>) {}
#else
  void receive(const Ping&, Id<Other>, Context<Pong>&) {}
  void receive(const Ping&, Id<Other>) {}
#endif
};
/// Receives everything, so that only what Server does is wrong.
struct Other {
  void receive(const Ping&) {}
  void receive(const Pong&) {}
  void receive(const Stop&) {}
};
static_assert(obeys_the_rules<Roles<Server, Other>, Messages<Ping, Pong, Stop>, Timers<Alarm, Bell>>);
