// Nor can a reference to const, to a class that is not of the protocol.
// expect: pessimist: a field must not be a reference
// expect: FieldProbe<Ping, 1|T = Ping; .*Index = 1
#include "around.hpp"

struct Ping {
  int number = 0;
#ifdef FIXED
  std::string other;
#else
  const std::string& other;
#endif
};
struct Server {
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
