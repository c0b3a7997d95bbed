// A const field could not be assigned.
// expect: pessimist: a field must not be const
// expect: RejectedField<.*Ping.*limit
#include "around.hpp"

struct Ping {
  int number = 0;
#ifdef FIXED
  int limit = 3;
#else
  const int limit = 3;
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
