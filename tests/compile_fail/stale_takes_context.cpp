// A `stale` that would do something.
// expect: pessimist: a `stale` takes a message, then perhaps an Id<Role>
// expect: Role = Server|(Role|Handler)Rules<Server
#include "around.hpp"

struct Ping {};
struct Pong {};
struct Other;
struct Server {
  int count = 0;
  void receive(const Ping&) {}
#ifdef FIXED
  bool stale(const Ping&, Id<Other>) const { return count > 0; }
#else
  bool stale(const Ping&, Context<Pong>&) const { return count > 0; }
#endif
};
struct Other {
  void receive(const Pong&) {}
};
static_assert(obeys_the_rules<Roles<Server, Other>, Messages<Ping, Pong>>);
