// A type that is listed twice is a slip.
// expect: pessimist: the protocol lists a type twice
// expect: Rules<.*Ping, Ping
#include "around.hpp"

struct Ping {};
struct Server {
  void receive(const Ping&) {}
};
#ifdef FIXED
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
#else
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping, Ping>>);
#endif
