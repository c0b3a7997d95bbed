// A reference cannot be part of a state; the number of the field is told, from 0.
// expect: pessimist: a field must not be a reference
// expect: FieldProbe<Ping, 1|T = Ping; .*Index = 1
#include "around.hpp"

struct Ping {
  int number = 0;
#ifdef FIXED
  int other;
#else
  int& other;
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
