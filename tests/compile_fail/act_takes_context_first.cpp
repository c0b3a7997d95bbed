// An `act` with its parameters the wrong way round.
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
  void receive(const Ping&) {}
  void act(const Received<Ping>&, Context<Ping>&) {}
#else
  void receive(const Ping&) {}
  void act(Context<Ping>&, const Received<Ping>&) {}
#endif
};
/// Receives everything, so that only what Server does is wrong.
struct Other {
  void receive(const Ping&) {}
  void receive(const Pong&) {}
  void receive(const Stop&) {}
};
static_assert(obeys_the_rules<Roles<Server, Other>, Messages<Ping, Pong, Stop>, Timers<Alarm, Bell>>);
