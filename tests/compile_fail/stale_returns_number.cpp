// A `stale` says yes or no.
// expect: pessimist: `stale` returns bool
// expect: Role = Server|(Role|Handler)Rules<Server
#include "around.hpp"

struct Ping {};
struct Server {
  int count = 0;
  void receive(const Ping&) {}
#ifdef FIXED
  bool stale(const Ping&) const { return count > 0; }
#else
  int stale(const Ping&) const { return count; }
#endif
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
