// Nodes of a symmetric role are not compared.
// expect: pessimist: the nodes of a symmetric role have no order and no number
// expect: Id<Server>|Role = Server
#include "around.hpp"

struct Server {
#ifdef FIXED
  static constexpr bool ordered = true;
#endif
};
bool before(Id<Server> left, Id<Server> right) { return left < right; }
