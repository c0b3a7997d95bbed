// Nor in an aggregate in a container.
// expect: pessimist: a field must not be a reference
// expect: FieldProbe<Item, 0|T = Item; .*Index = 0
#include "around.hpp"

struct Item {
  int& weight;
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
