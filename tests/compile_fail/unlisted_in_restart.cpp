// The Context<...> of `restart` names what the protocol does not list.
// expect: pessimist: the Context<...> of a handler names what the protocol does not list
// expect: Role = Server|HandlerRules<Server
#include "around.hpp"

struct Ping {};
struct Alarm {};
struct Unlisted {};
struct Server {
#ifdef FIXED
  void restart(Context<Ping>&) {}
#else
  void restart(Context<Unlisted>&) {}
#endif
  void receive(const Ping&, Id<Server>) {}
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>, Timers<Alarm>>);
