// Two for the same message from the same sender.
// expect: pessimist: a role has two handlers `receive` for the same message from the same sender
// expect: receive_is_sound.*Ping.*Other
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
  void receive(const Ping&, Id<Server>) {}
  void receive(const Ping&, Id<Other>) {}
#else
  void receive(const Ping&) {}
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
