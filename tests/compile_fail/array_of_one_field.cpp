// Not even of one element.
// expect: pessimist: a field.* built-in array|pessimist: a field's type cannot be part of a state
// expect: FieldProbe<Ping, 1|T = Ping; .*Index = 1|RejectedField<.*slots
#include "around.hpp"

struct Ping {
  int number = 0;
#ifdef FIXED
  std::array<int, 1> slots = {};
#else
  int slots[1] = {};
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
