// A message is a plain aggregate.
// expect: pessimist: a message or timer is a plain aggregate
// expect: value_is_sound.*Ping
#include "around.hpp"

struct Ping {
#ifndef FIXED
  Ping() {}
#endif
  int number = 0;
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
