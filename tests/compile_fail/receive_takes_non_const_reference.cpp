// A `receive` that wants to change its message.
// expect: pessimist: a handler takes its message, timer or Received<...> as const reference or by value
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
  void receive(const Pong&) {}
  void receive(Ping ping) { ping = {}; }
#else
  void receive(const Pong&) {}
  void receive(Ping& ping) { ping = {}; }
#endif
};
/// Receives everything, so that only what Server does is wrong.
struct Other {
  void receive(const Ping&) {}
  void receive(const Pong&) {}
  void receive(const Stop&) {}
};
static_assert(obeys_the_rules<Roles<Server, Other>, Messages<Ping, Pong, Stop>, Timers<Alarm, Bell>>);
