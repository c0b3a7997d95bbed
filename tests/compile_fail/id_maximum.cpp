// Nor is there a first of them.
// expect: pessimist: the nodes of a symmetric role have no order and no number
// expect: Id<Server>|Role = Server
#include <algorithm>
#include <vector>

#include "around.hpp"

struct Server {
#ifdef FIXED
  static constexpr bool ordered = true;
#endif
};
Id<Server> first(const std::vector<Id<Server>>& servers) {
  return *std::min_element(servers.begin(), servers.end());
}
