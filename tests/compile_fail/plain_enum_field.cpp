// Only of an enum with a type is every number a value.
// expect: pessimist: an enum is an `enum class`, or says its type
// expect: find_enumerators.*Plain
#include "around.hpp"

enum Plain { zero, one };
struct Ping {
  int number = 0;
#ifdef FIXED
  int plain = 0;
#else
  Plain plain = zero;
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
