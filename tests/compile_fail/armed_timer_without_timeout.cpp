// A timer that is armed by a role with no `timeout` for it.
// expect: pessimist: a role may arm this timer but has no `timeout` for it
// expect: armed_timers_time_out.*Client.*Alarm
#include "around.hpp"

struct Alarm {};
struct Client {
  void start(Context<Alarm>& context) { context.arm(Alarm{}); }
#ifdef FIXED
  void timeout(const Alarm&) {}
#endif
};
struct Server {
  void timeout(const Alarm&) {}
};
static_assert(obeys_the_rules<Roles<Client, Server>, Messages<>, Timers<Alarm>>);
