// A timer is held to the same rules as a message.
// expect: pessimist: a field must not be a floating-point number
// expect: RejectedField.*Alarm.*after
#include "around.hpp"

struct Alarm {
#ifdef FIXED
  int after = 0;
#else
  float after = 0;
#endif
};
struct Server {
  void timeout(const Alarm&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<>, Timers<Alarm>>);
