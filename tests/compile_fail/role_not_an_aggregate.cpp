// A role is a plain aggregate.
// expect: pessimist: a role is a plain aggregate
// expect: Role = Server|RoleRules<Server
#include "around.hpp"

struct Ping {};
struct Server {
#ifndef FIXED
 private:
#endif
  int number = 0;

 public:
  void receive(const Ping&) { number = 1; }
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
