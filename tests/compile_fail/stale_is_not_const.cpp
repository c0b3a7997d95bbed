// A `stale` only looks.
// expect: pessimist: `stale` is const: it only looks
// expect: Role = Server|(Role|Handler)Rules<Server
#include "around.hpp"

struct Ping {};
struct Server {
  int count = 0;
  void receive(const Ping&) {}
#ifdef FIXED
  bool stale(const Ping&) const { return count > 0; }
#else
  bool stale(const Ping&) { return count > 0; }
#endif
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
