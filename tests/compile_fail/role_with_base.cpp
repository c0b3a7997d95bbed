// A role has no base class: it would be a field without a name.
// expect: pessimist: .* has no base class
// expect: Server
#include "around.hpp"

struct Ping {};
struct Common {
  int number = 0;
};
#ifdef FIXED
struct Server {
  Common common;
#else
struct Server : Common {
#endif
  int other = 0;
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
