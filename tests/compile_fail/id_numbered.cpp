// Nodes of a symmetric role are not numbered.
// expect: pessimist: the nodes of a symmetric role have no order and no number
// expect: Id<Server>|Role = Server
#include "around.hpp"

struct Server {
#ifdef FIXED
  static constexpr bool ordered = true;
#endif
};
unsigned number(Id<Server> server) { return server.index(); }
