// A lock with a lease and a storage that it protects: who holds the lock may write, until the lease expires. A client that
// stands still between looking at its clock and writing, or whose clock is wrong, writes after another has; fencing tokens
// mend it.
//
// Source: Kleppmann, "How to do distributed locking" (2016), and Kleppmann and Riccomini, "Designing Data-Intensive
// Applications" (second edition, 2026), chapter 9, distributed locks and leases; Gray and Cheriton, "Leases" (SOSP 1989).
//
// Modelled: a lock service that grants its lock for so many ticks, each time with a greater token, and grants it again once
// its own clock says that the lease is over; clients that count a lease from when they asked for it, and look at their
// clocks before each write; a storage that refuses tokens less than the greatest it has seen. Clocks that run apart or are
// set, processes that pause, crashes and restarts of all. A write reaches the storage before time passes: of the ways in
// which it may be late, only the pause is a budget. Not modelled: renewing a lease, or giving it back before it expires.

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include <pessimist/pessimist.hpp>

namespace {

using namespace pessimist;

enum class Bug { none, no_fencing, counts_from_grant, forgets_token };

struct Client;

struct Request {
  int number = 0;  ///< of its client's
};
struct Grant {
  int number = 0;  ///< of the request
  int token = 0;
  int lease = 0;  ///< the how-manieth; only the property looks at it
};
struct Write {
  static constexpr bool prompt = true;
  int token = 0;
  int lease = 0;  ///< under which it is written
};

/// A client has looked at its clock and goes on with its write.
struct Go {};

struct LockService {
  Constant<Bug> bug;
  Constant<Ticks> lease;
  std::map<Id<Client>, int> waiting{};  ///< and the numbers of their requests
  Durable<int> leases = 0;              ///< granted so far
  Durable<int> token = 0;               ///< of the last lease
  Durable<Ticks> expires = 0;           ///< the last lease

  void restart() {
    if (bug == Bug::forgets_token) token = 0;
  }

  void receive(const Request& request, Id<Client> from) {
    int& number = waiting[from];
    number = std::max(number, request.number);
  }

  void act(const Received<>&, Context<Grant, ReadsClock>& context) {
    if (waiting.empty() || context.now() < expires) return;
    const auto [client, number] = context.choose(waiting);
    waiting.erase(client);
    leases = leases + 1;
    token = token + 1;
    expires = context.now() + lease;
    context.send(client, Grant{number, token, leases});
  }
};

struct Storage {
  Constant<Bug> bug;
  Durable<int> newest_token = 0;
  Durable<int> newest_lease = 0;   ///< under which something was written
  Durable<bool> is_mixed = false;  ///< something was written under an older lease after that

  void receive(const Write& write) {
    const bool is_fenced = bug != Bug::no_fencing && bug != Bug::counts_from_grant;
    if (is_fenced && write.token < newest_token) return;
    newest_token = std::max(*newest_token, write.token);
    if (write.lease < newest_lease) is_mixed = true;
    newest_lease = std::max(*newest_lease, write.lease);
  }
};

struct Client {
  Constant<Bug> bug;
  Constant<Ticks> lease;
  Constant<int> requests;   ///< that it may make
  Durable<int> number = 0;  ///< of its last request
  bool waits = false;       ///< for the answer to it
  Ticks expires = 0;        ///< the lease
  std::optional<Grant> grant{};

  void act(const Received<>&, Context<Request, Go, ReadsClock>& context) {
    if (!waits && !grant && number < requests) {
      number = number + 1;
      waits = true;
      expires = context.now() + lease;
      context.send(context.only<LockService>(), Request{number});
    } else if (grant && context.now() < expires) {
      context.yield(Go{});
    } else if (grant) {
      give_up();
    }
  }

  void receive(const Grant& granted, Context<ReadsClock>& context) {
    if (!waits || granted.number != number) return;  // it was for before a crash
    grant = granted;
    waits = false;
    if (bug == Bug::counts_from_grant) expires = context.now() + lease;
  }

  /// It writes once under each lease, and has no more use for it.
  void timeout(const Go&, Context<Write>& context) {
    context.send(context.only<Storage>(), Write{grant.value().token, grant.value().lease});
    give_up();
  }

  void give_up() {
    grant.reset();
    expires = 0;
  }
};

struct LeaseLock {
  static constexpr std::string_view name = "lease-lock";
  static constexpr std::string_view summary =
      "a lock with a lease, and fencing tokens against those who outstay it (Kleppmann 2016)";
  static constexpr bool clocks = true;

  using Roles = pessimist::Roles<LockService, Storage, Client>;
  using Messages = pessimist::Messages<Request, Grant, Write>;
  using Timers = pessimist::Timers<Go>;

  struct Parameters {
    Parameter<int> clients{2, "clients", 1, 9};
    Parameter<int> requests{1, "how often each client may ask for the lock", 1, 9};
    Parameter<int> lease{1, "ticks for which the lock is granted", 1, 9};
    Parameter<int> horizon{3, "ticks to follow", 1, 20};
    Parameter<Bug> bug{
        Bug::none,
        "no-fencing: the storage takes what has any token; "
        "counts-from-grant: there is no fencing, and a client counts its lease from when it has it; "
        "forgets-token: a lock service that crashes begins with its tokens anew"};
  };

  static void set_up(const Parameters& parameters, Setup<LeaseLock>& setup) {
    const Bug bug = parameters.bug;
    const Ticks lease = parameters.lease;
    setup.nodes(1, LockService{.bug = bug, .lease = lease});
    setup.nodes(1, Storage{.bug = bug});
    setup.nodes(static_cast<std::size_t>(*parameters.clients),
                Client{.bug = bug, .lease = lease, .requests = *parameters.requests});
    setup.networks({Network::unordered, Network::fifo});
    setup.clocks({.horizon = *parameters.horizon, .jump = lease});
    setup.faults({Fault::crash, Fault::restart, Fault::crash_in_handler, Fault::drop, Fault::duplicate,
                  Fault::skew, Fault::jump, Fault::pause});

    setup.always(
        "leases do not mix", each(&Storage::is_mixed, [](bool is_mixed) {
          return is_mixed ? fails("something is written under a lease after a later lease was written under")
                          : holds();
        }));
    setup.sometimes("everybody writes",
                    each(&Storage::newest_lease,
                         [clients = *parameters.clients](int newest) { return newest == clients; }));
  }
};

PESSIMIST_SPEC(LeaseLock);

}  // namespace
