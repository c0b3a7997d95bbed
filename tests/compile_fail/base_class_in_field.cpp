// A base class is not read.
// expect: pessimist: .* has no base class
// expect: Item
#include "around.hpp"

struct Base {
  int weight = 0;
};
struct Item : Base {
  int height = 0;
};
struct Ping {
  int number = 0;
#ifdef FIXED
  int item = 0;
#else
  Item item;
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
