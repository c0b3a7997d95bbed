// A `stale` of a message that the protocol does not list.
// expect: pessimist: a `stale` takes first what the protocol does not list in Messages
// expect: Role = Server|(Role|Handler)Rules<Server
#include "around.hpp"

struct Ping {};
struct Unlisted {};
struct Server {
  int count = 0;
  void receive(const Ping&) {}
#ifdef FIXED
  bool stale(const Ping&) const { return count > 0; }
#else
  bool stale(const Unlisted&) const { return count > 0; }
#endif
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
