// A `suspect` is told of a peer, not of a message.
// expect: pessimist: `suspect` and `disconnected` take an Id<Role> of a role that the protocol lists or an AnyId
// expect: Role = Server|(Role|Handler)Rules<Server
#include "around.hpp"

struct Ping {};
struct Server {
  int count = 0;
  void receive(const Ping&) { ++count; }
#ifdef FIXED
  void suspect(Id<Server>) { ++count; }
#else
  void suspect(const Ping&) { ++count; }
#endif
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
