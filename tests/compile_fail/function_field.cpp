// Functions are not values.
// expect: pessimist: a field's type cannot be part of a state
// expect: RejectedField<.*Ping.*next
#include <functional>

#include "around.hpp"

struct Ping {
  int number = 0;
#ifdef FIXED
  int next = 0;
#else
  std::function<int()> next;
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
