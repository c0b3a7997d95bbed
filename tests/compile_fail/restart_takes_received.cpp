// A `restart` is given nothing but a context.
// expect: pessimist: `start`, `restart` and `forge` take a Context<...> or nothing
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
  void restart() const {}
#else
  void receive(const Ping&) {}
  void restart(const Received<Ping>&) const {}
#endif
};
/// Receives everything, so that only what Server does is wrong.
struct Other {
  void receive(const Ping&) {}
  void receive(const Pong&) {}
  void receive(const Stop&) {}
};
static_assert(obeys_the_rules<Roles<Server, Other>, Messages<Ping, Pong, Stop>, Timers<Alarm, Bell>>);
