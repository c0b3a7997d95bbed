// A role that nothing could ever move.
// expect: pessimist: this role has no trigger
// expect: Role = Idle|RoleRules<Idle
#include "around.hpp"

struct Ping {};
struct Idle {
  int number = 0;
#ifdef FIXED
  void start() { number = 1; }
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server, Idle>, Messages<Ping>>);
