// The third of three, beside a good one with the same prefix, const and without a context.
// expect: pessimist: an `act` takes something else than a Received<...> of messages that the protocol lists
// expect: Role = Server|(Role|Handler)Rules<Server
#include "around.hpp"

struct Ping {};
struct Pong {};
struct Stop {};
struct Alarm {};
struct Bell {};
struct Unlisted {};
struct Server {
  int count = 0;
#ifdef FIXED
  void act(const Received<Ping, Pong>&, Context<Ping>&) {}
  void act(const Received<Ping, Pong, Stop>&) const {}
#else
  void act(const Received<Ping, Pong>&, Context<Ping>&) {}
  void act(const Received<Ping, Pong, Unlisted>&) const {}
#endif
};
/// Receives everything, so that only what Server does is wrong.
struct Other {
  void receive(const Ping&) {}
  void receive(const Pong&) {}
  void receive(const Stop&) {}
};
static_assert(obeys_the_rules<Roles<Server, Other>, Messages<Ping, Pong, Stop>, Timers<Alarm, Bell>>);
