// A timer that the Context<...> does not list.
// expect: pessimist: this handler sends a message or arms a timer that its Context<...> does not list
// expect: require_declared.*Alarm
#include "around.hpp"

struct Ping {};
struct Pong {};
struct Alarm {};
struct Server {
  void receive(const Ping&, Id<Server> from, Context<Pong, Alarm>& context) {
    context.send(from, Pong{});
    context.arm(Alarm{});
  }
#ifdef FIXED
  void receive(const Pong&, [[maybe_unused]] Id<Server> from, Context<Alarm>& context){
#else
  void receive(const Pong&, [[maybe_unused]] Id<Server> from, Context<Ping>& context) {
#endif
      context.arm(Alarm{});
} void timeout(const Alarm&) {
}
}
;
static_assert(obeys_the_rules<Roles<Server>, Messages<Ping, Pong>, Timers<Alarm>>);
