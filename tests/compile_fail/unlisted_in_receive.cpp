// The Context<...> of `receive` names what the protocol does not list.
// expect: pessimist: the Context<...> of a handler names what the protocol does not list
// expect: Role = Server|HandlerRules<Server
#include "around.hpp"

struct Ping {};
struct Alarm {};
struct Unlisted {};
struct Server {
#ifdef FIXED
  void receive(const Ping&, Id<Server>, Context<Ping, Ping>&) {}
#else
  void receive(const Ping&, Id<Server>, Context<Ping, Unlisted>&) {}
#endif
};
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping>, Timers<Alarm>>);
