// A lock server: clients ask one server for a lock, it grants the lock to one of them at a time.

#include <optional>
#include <set>
#include <string_view>

#include <pessimist/pessimist.hpp>

namespace {

using namespace pessimist;

struct Acquire {};
struct Grant {};
struct Release {};

struct Server;

struct Client {
  enum class Phase { idle, waiting, holding, done };
  Phase phase = Phase::idle;

  void act(const Received<>&, Context<Acquire, Release>& context) {
    const auto server = context.only<Server>();
    if (phase == Phase::idle) {
      phase = Phase::waiting;
      context.send(server, Acquire{});
    } else if (phase == Phase::holding) {
      phase = Phase::done;
      context.send(server, Release{});
    }
  }
  void receive(const Grant&) {
    if (phase == Phase::waiting) phase = Phase::holding;
  }
};

struct Server {
  std::optional<Id<Client>> holder;
  std::set<Id<Client>> served;

  void receive(const Acquire&, Id<Client> from, Context<Grant>& context) {
    if (holder || !served.insert(from).second) return;
    holder = from;
    context.send(from, Grant{});
  }
  void receive(const Release&, Id<Client> from) {
    if (holder == from) holder.reset();
  }
};

struct MySpec {
  static constexpr std::string_view name = "my-spec";
  static constexpr std::string_view summary = "a server that grants a lock to one client at a time";

  using Roles = pessimist::Roles<Server, Client>;
  using Messages = pessimist::Messages<Acquire, Grant, Release>;

  struct Parameters {
    Parameter<int> clients{2, "clients", 1, 9};
  };

  static void set_up(const Parameters& parameters, Setup<MySpec>& setup) {
    setup.nodes<Server>(1);
    setup.nodes<Client>(static_cast<std::size_t>(*parameters.clients));
    setup.always("one holds the lock", pairs(&Client::phase, [](Client::Phase one, Client::Phase other) {
                   return one != Client::Phase::holding || other != Client::Phase::holding;
                 }));
    setup.sometimes("the lock is given back",
                    each(&Client::phase, [](Client::Phase phase) { return phase == Client::Phase::done; }));
  }
};

PESSIMIST_SPEC(MySpec);

}  // namespace

int main(int c, char** v) { return pessimist::main(c, v); }
