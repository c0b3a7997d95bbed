// A message that is named twice in Received<...>.
// expect: pessimist: an `act` names a message twice
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
  void act(const Received<Ping, Pong>&) {}
#else
  void act(const Received<Ping, Ping>&) {}
#endif
};
/// Receives everything, so that only what Server does is wrong.
struct Other {
  void receive(const Ping&) {}
  void receive(const Pong&) {}
  void receive(const Stop&) {}
};
static_assert(obeys_the_rules<Roles<Server, Other>, Messages<Ping, Pong, Stop>, Timers<Alarm, Bell>>);
