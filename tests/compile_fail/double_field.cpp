// A floating-point number cannot be part of a state.
// expect: pessimist: a field must not be a floating-point number
// expect: RejectedField<.*Ping.*weight
#include "around.hpp"

struct Ping {
  int number = 0;
#ifdef FIXED
  int weight = 0;
#else
  double weight = 0;
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
