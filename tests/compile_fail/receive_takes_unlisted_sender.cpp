// From a role that the protocol does not list.
// expect: pessimist: a `receive` takes a message, then perhaps an Id<Role>
// expect: Role = Server|(Role|Handler)Rules<Server
#include "around.hpp"

struct Ping {};
struct Pong {};
struct Stop {};
struct Alarm {};
struct Bell {};
struct Unlisted {};
struct Stranger {};
struct Server {
  int count = 0;
#ifdef FIXED
  void receive(const Ping&) {}
  void receive(const Pong&, Id<Server>) {}
#else
  void receive(const Ping&) {}
  void receive(const Pong&, Id<Stranger>) {}
#endif
};
/// Receives everything, so that only what Server does is wrong.
struct Other {
  void receive(const Ping&) {}
  void receive(const Pong&) {}
  void receive(const Stop&) {}
};
static_assert(obeys_the_rules<Roles<Server, Other>, Messages<Ping, Pong, Stop>, Timers<Alarm, Bell>>);
