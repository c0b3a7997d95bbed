// Nor can one in an optional in a map.
// expect: pessimist: a field must not be a floating-point number
// expect: RejectedField<.*Ping.*weights
#include "around.hpp"

struct Ping {
  int number = 0;
#ifdef FIXED
  std::map<int, std::optional<int>> weights;
#else
  std::map<int, std::optional<float>> weights;
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
