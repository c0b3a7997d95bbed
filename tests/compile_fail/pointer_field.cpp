// A pointer cannot be part of a state.
// expect: pessimist: a field must not be a pointer
// expect: RejectedField<.*Ping.*next
#include "around.hpp"

struct Ping {
  int number = 0;
#ifdef FIXED
  int next = 0;
#else
  int* next = nullptr;
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
