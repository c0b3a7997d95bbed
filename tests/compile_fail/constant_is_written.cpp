// A handler that writes what it was set up with.
// expect: pessimist: a Constant<T> is never written
#include "around.hpp"

struct Ping {};
struct Server {
  Constant<int> quorum = 2;
  int heard = 0;

  void receive(const Ping&) {
#ifdef FIXED
    heard = quorum + 1;
#else
    quorum = quorum + 1;
#endif
  }
  void act(const Received<>&, Context<Ping>& context) { context.broadcast<Server>(Ping{}); }
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>>);
