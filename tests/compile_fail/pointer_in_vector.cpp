// Nor can a pointer in a container.
// expect: pessimist: a field must not be a pointer
// expect: RejectedField<.*Ping.*names
#include "around.hpp"

struct Ping {
  int number = 0;
#ifdef FIXED
  std::vector<std::string> names;
#else
  std::vector<const char*> names;
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
