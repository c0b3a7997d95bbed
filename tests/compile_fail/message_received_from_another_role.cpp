// A message that a role sends, but that all receive from another role only.
// expect: pessimist: nobody can receive this message from this role
// expect: sends_are_received.*Client.*Ping
#include "around.hpp"

struct Ping {};
struct Server;
struct Client {
  void start(Context<Ping>& context) { context.broadcast<Server>(Ping{}); }
};
struct Server {
#ifdef FIXED
  void receive(const Ping&, Id<Client>) {}
#else
  void receive(const Ping&, Id<Server>) {}
#endif
};
static_assert(obeys_the_rules<Roles<Server, Client>, Messages<Ping>>);
