// A `stale` of a message that the role never gets.
// expect: pessimist: a `stale` of a message that the role has no `receive` for
// expect: Role = Server|(Role|Handler)Rules<Server
#include "around.hpp"

struct Ping {};
struct Pong {};
struct Server {
  int count = 0;
  void receive(const Ping&) {}
#ifdef FIXED
  bool stale(const Ping&) const { return count > 0; }
#else
  bool stale(const Pong&) const { return count > 0; }
#endif
};
struct Other {
  void receive(const Pong&) {}
};
static_assert(obeys_the_rules<Roles<Server, Other>, Messages<Ping, Pong>>);
