// The innermost aggregate is named, where the field stands.
// expect: pessimist: a field must not be a floating-point number
// expect: RejectedField.*Item.*weight
#include "around.hpp"

struct Item {
  double weight = 0;
};
struct Ping {
  int number = 0;
#ifdef FIXED
  std::vector<int> items;
#else
  std::vector<Item> items;
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
