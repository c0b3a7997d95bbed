// Nor are pairs that hold them, so that a std::set of those does not depend on their order.
// expect: pessimist: the nodes of a symmetric role have no order and no number
// expect: Id<Server>|Role = Server
#include <set>
#include <utility>

#include "around.hpp"

struct Server {
#ifdef FIXED
  static constexpr bool ordered = true;
#endif
};
using Vote = std::pair<int, Id<Server>>;
void add(std::set<Vote>& votes, Vote vote) { votes.insert(vote); }
