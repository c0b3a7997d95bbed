// Nor in a variant in a pair.
// expect: pessimist: a field's type cannot be part of a state
// expect: RejectedField<.*Ping.*next
#include "around.hpp"

struct Ping {
  int number = 0;
#ifdef FIXED
  std::pair<int, std::variant<int, std::string>> next;
#else
  std::pair<int, std::variant<int, std::string_view>> next;
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
