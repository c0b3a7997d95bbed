// Built-in arrays are not read.
// expect: pessimist: a field must not be a built-in array
// expect: FieldProbe<Ping, 1|T = Ping; .*Index = 1
#include "around.hpp"

struct Ping {
  int number = 0;
#ifdef FIXED
  std::array<int, 3> slots = {};
#else
  int slots[3] = {};
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
