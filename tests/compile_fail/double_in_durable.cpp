// Durable or not.
// expect: pessimist: a field must not be a floating-point number
// expect: RejectedField<.*Ping.*weight
#include "around.hpp"

struct Ping {
  int number = 0;
#ifdef FIXED
  Durable<int> weight;
#else
  Durable<double> weight;
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
