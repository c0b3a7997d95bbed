// A role is derived from to look for its handlers.
// expect: pessimist: a role is not final
// expect: Role = Server|RoleRules<Server
#include "around.hpp"

struct Ping {};
#ifdef FIXED
struct Server {
#else
struct Server final {
#endif
  void receive(const Ping&) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
