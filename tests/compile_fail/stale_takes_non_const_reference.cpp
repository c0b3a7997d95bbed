// A `stale` that may change the message.
// expect: pessimist: a `stale` takes its message as const reference or by value
// expect: Role = Server|(Role|Handler)Rules<Server
#include "around.hpp"

struct Ping {};
struct Server {
  int count = 0;
  void receive(const Ping&) {}
#ifdef FIXED
  bool stale(const Ping&) const { return count > 0; }
#else
  bool stale(Ping&) const { return count > 0; }
#endif
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
