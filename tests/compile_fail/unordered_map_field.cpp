// Containers without an order have no canonical bytes.
// expect: pessimist: a field's type cannot be part of a state
// expect: RejectedField<.*Ping.*votes
#include <unordered_map>

#include "around.hpp"

struct Ping {
  int number = 0;
#ifdef FIXED
  std::map<int, int> votes;
#else
  std::unordered_map<int, int> votes;
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
