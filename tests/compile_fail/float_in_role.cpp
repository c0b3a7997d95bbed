// A role is held to the same rules as a message.
// expect: pessimist: a field must not be a floating-point number
// expect: RejectedField.*Server.*load
#include "around.hpp"

struct Ping {};
struct Server {
#ifdef FIXED
  int load = 0;
#else
  long double load = 0;
#endif
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
