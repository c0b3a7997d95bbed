// Nor are aggregates that hold them.
// expect: pessimist: the nodes of a symmetric role have no order and no number
// expect: Id<Server>|Role = Server
#include "around.hpp"

struct Server {
#ifdef FIXED
  static constexpr bool ordered = true;
#endif
};
struct Vote {
  int term;
  Id<Server> voter;
  friend auto operator<=>(const Vote&, const Vote&) = default;
};
bool before(const Vote& left, const Vote& right) { return left < right; }
