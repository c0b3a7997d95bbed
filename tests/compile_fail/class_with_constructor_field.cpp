// A class with a constructor hides its state.
// expect: pessimist: a field's type cannot be part of a state
// expect: RejectedField<.*Ping.*box
#include "around.hpp"

struct Box {
  explicit Box(int n) : number(n) {}
  int number;
};
struct Ping {
  int number = 0;
#ifdef FIXED
  int box = 1;
#else
  Box box{1};
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
