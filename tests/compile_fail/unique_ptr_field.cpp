// What cannot be copied is not a value.
// expect: pessimist: a field's type cannot be part of a state
// expect: RejectedField<.*Ping.*next
#include <memory>

#include "around.hpp"

struct Ping {
  int number = 0;
#ifdef FIXED
  std::optional<int> next;
#else
  std::unique_ptr<int> next;
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
