// A protocol as the engine sees it: what one step of one node does.

#include <catch2/catch.hpp>

#include "vocabulary/zoo.hpp"

namespace pessimist {

namespace {

struct Ask {
  int question = 0;
};
struct Answer {
  int number = 0;
};
struct Note {};
struct Tick {
  int round = 0;
};
struct Unset {};

struct Server;
struct Spare;

struct Client {
  int asked = 0;
  Durable<int> kept = 0;
  std::string said;

  void start(Context<Ask>& context) { context.broadcast<Server>(Ask{++asked}); }
  void receive(const Answer& answer, Id<Server>) { kept = answer.number; }
  void act(const Received<Answer, Note>& received, Context<Ask>& context) {
    said =
        std::to_string(received.of<Answer>().size()) + " and " + std::to_string(received.of<Note>().size());
    if (!received.of<Answer>().empty()) context.send(received.of<Answer>().back().from, Ask{9});
  }
  void act(const Received<Answer>& received) const { (void)received; }
  void act(const Received<>&, Context<>& context) {
    said = context.only<Client>() == context.self<Client>() ? "me" : "";
  }
};

struct Server {
  static constexpr std::string_view name = "the server";
  static constexpr bool ordered = true;

  Durable<int> term = 0;
  int served = 0;
  std::optional<Id<Client>> last;
  Durable<std::set<Id<Server>>> peers{};

  void receive(const Ask& ask, Id<Client> from, Context<Answer, Tick>& context) {
    ++served;
    last = from;
    context.arm(Tick{2});
    context.arm(Tick{1});
    context.arm(Tick{2});
    context.disarm(Tick{3});
    const auto other = context.choose(context.others<Server>());
    const std::size_t number = context.choose(2);
    if (number == 1) context.send(other, Answer{ask.question});
    context.send(from, Answer{static_cast<int>(number)});
  }
  void receive(const Answer&, Id<Server>, Context<Note>& context) {
    for (const Id<Server> id : context.all<Server>()) peers.write().insert(id);
    context.broadcast<Server>(Note{});
  }
  void receive(const Note&, AnyId from, Context<>& context) {
    switch (served) {
      case 0:
        (void)context.self<Client>();
        break;
      case 1:
        (void)context.only<Server>();
        break;
      case 2:
        (void)from.as<Client>();
        break;
      case 3:
        (void)context.choose(0);
        break;
      case 4:
        (void)context.all<Unset>();
        served = static_cast<int>(context.count<Unset>() + 10 * context.count<Server>() +
                                  context.self<Server>().index());
        break;
      default:
        break;
    }
  }
  void timeout(const Tick& tick, Context<Tick>& context) {
    term = tick.round;
    if (tick.round == 1) context.arm(Tick{1});
    context.disarm(Tick{5});
  }
  void restart() { served = -1; }
};

struct System {
  struct Parameters {
    Parameter<int> servers{3, "servers", 0, 9};
  };
  using Roles = pessimist::Roles<Client, Server, Spare>;
  using Messages = pessimist::Messages<Ask, Answer, Note>;
  using Timers = pessimist::Timers<Tick>;
  static void set_up(const Parameters& parameters, Setup<System>& setup);
};

/// A role that may be without nodes.
struct Spare {
  void receive(const Ask&, Id<Client>) {}
};

void System::set_up(const Parameters& parameters, Setup<System>& setup) {
  setup.nodes(1, Client{.said = "nothing"});
  setup.nodes<Server>(static_cast<std::size_t>(*parameters.servers), [](Id<Server> id) {
    return Server{.term = static_cast<int>(id.index()) + 1, .last = {}};
  });
  setup.networks({Network::fifo, Network::unordered});
  setup.faults({Fault::crash, Fault::restart});
  setup.always("kept", each(&Client::kept, [](int kept) { return kept < 5; }));
  setup.sometimes("served",
                  together(observe(&Server::served), sent<Note>(), [](const auto& served, const auto& notes) {
                    return served.size() > notes.size() ? holds() : fails("too many", {notes.front().from});
                  }));
  setup.bound("terms",
              pairs(&Server::term, [](const Observed<Server, int>& a, const Observed<Server, int>& b) {
                return implies(a.value == b.value, a.node == b.node, "equal");
              }));
}

using Kind = Trigger::Kind;

const ProtocolModel<System>& model() {
  static const ProtocolModel<System> made{System::Parameters{}};
  return made;
}

constexpr unsigned ask = 0, answer = 1, note = 2;

template <class Message>
Packet packet(NodeIndex from, NodeIndex to, unsigned type, const Message& message) {
  return {from, to, type, encoded(message)};
}
Trigger receive(const Packet& packet) { return {Kind::receive, 0, {}, {packet}}; }

template <class Role>
Role fields(const Local& local) {
  return decoded<Role>(local.fields);
}
template <class Role>
Local local(const Role& role) {
  return {true, {}, encoded(role)};
}

}  // namespace

TEST_CASE("a model says what there is", "[model]") {
  CHECK(model().layout().node_count() == 4);
  CHECK(model().layout().name(0) == "client");
  CHECK(model().layout().name(2) == "the server 2");
  CHECK(model().layout().roles()[1].ordered);
  CHECK_FALSE(model().layout().roles()[0].ordered);
  CHECK(model().message_names() == std::vector<std::string>{"Ask", "Answer", "Note"});
  CHECK(model().timer_names() == std::vector<std::string>{"Tick"});
  CHECK(model().networks() == std::vector{Network::fifo, Network::unordered});
  CHECK(model().faults() == std::vector{Fault::crash, Fault::restart});
  CHECK(*fields<Server>(model().initial(3)).term == 3);
  CHECK(fields<Client>(model().initial(0)).said == "nothing");
  CHECK(model().initial(0).up);
  CHECK(to_string(model().describe_fields(1, model().initial(1).fields)) ==
        "Server{term: 1, served: 0, last: none, peers: {}}");
  CHECK(to_string(model().describe_message(ask, encoded(Ask{3}))) == "Ask{question: 3}");
  CHECK(to_string(model().describe_timer(0, encoded(Tick{4}))) == "Tick{round: 4}");
  CHECK_THROWS_AS(ProtocolModel<System>(System::Parameters{.servers = {61, ""}}), SpecError);
}

TEST_CASE("triggers are those that the roles have", "[model]") {
  using Matrix = std::vector<std::vector<bool>>;
  REQUIRE(model().triggers().size() == 2);
  const RoleTriggers& client = model().triggers()[0];
  CHECK(client.starts);
  CHECK_FALSE(client.restarts);
  CHECK(client.receives == Matrix{{false, false}, {false, true}, {false, false}});
  CHECK(client.timeouts == std::vector{false});
  REQUIRE(client.acts.size() == 3);
  CHECK(client.acts[0].reads.empty());
  CHECK(client.acts[0].shown.empty());
  CHECK(client.acts[1].reads == std::vector{answer});
  CHECK(client.acts[2].reads == std::vector{answer, note});
  CHECK(client.acts[2].shown == "Answer, Note");
  CHECK(client.reads == std::vector{false, true, true});
  const RoleTriggers& server = model().triggers()[1];
  CHECK_FALSE(server.starts);
  CHECK(server.restarts);
  CHECK(server.receives == Matrix{{true, false}, {false, true}, {true, true}});
  CHECK(server.timeouts == std::vector{true});
  CHECK(server.acts.empty());
  CHECK(server.reads == std::vector{false, false, false});
}

TEST_CASE("a start sends", "[model]") {
  const Outcome outcome = model().run(0, model().initial(0), {Kind::start, 0, {}, {}}, {});
  CHECK(fields<Client>(outcome.after).asked == 1);
  CHECK(outcome.sends ==
        std::vector{packet(0, 1, ask, Ask{1}), packet(0, 2, ask, Ask{1}), packet(0, 3, ask, Ask{1})});
  CHECK(outcome.choices.empty());
  CHECK(outcome == model().run(0, model().initial(0), {Kind::start, 0, {}, {}}, {}));
}

TEST_CASE("choices are answered from the script", "[model]") {
  const Trigger trigger = receive(packet(0, 2, ask, Ask{7}));
  const auto run = [&](const std::vector<std::size_t>& script) {
    return model().run(2, model().initial(2), trigger, script);
  };
  const Outcome first = run({});
  CHECK(first.choices == std::vector{Choice{0, 2, "the server 1"}, Choice{0, 2, "0"}});
  CHECK(first.sends == std::vector{packet(2, 0, answer, Answer{0})});
  const Outcome last = run({1, 1});
  CHECK(last.choices == std::vector{Choice{1, 2, "the server 3"}, Choice{1, 2, "1"}});
  CHECK(last.sends == std::vector{packet(2, 3, answer, Answer{7}), packet(2, 0, answer, Answer{1})});
  CHECK(run({0}) == run({0, 0}));
  CHECK_THROWS_AS(run({2}), SpecError);
  CHECK_THROWS_AS(run({0, 2}), SpecError);
}

TEST_CASE("timers are armed once each, sorted, and fire once", "[model]") {
  const Outcome asked = model().run(1, model().initial(1), receive(packet(0, 1, ask, Ask{})), {});
  CHECK(asked.after.armed == std::vector{ArmedTimer{0, encoded(Tick{1})}, ArmedTimer{0, encoded(Tick{2})}});
  const Outcome second = model().run(1, asked.after, {Kind::timeout, 0, encoded(Tick{2}), {}}, {});
  CHECK(second.after.armed == std::vector{ArmedTimer{0, encoded(Tick{1})}});
  CHECK(*fields<Server>(second.after).term == 2);
  const Outcome first = model().run(1, asked.after, {Kind::timeout, 0, encoded(Tick{1}), {}}, {});
  CHECK(first.after.armed == asked.after.armed);  // armed anew
  Local with_five = asked.after;
  with_five.armed.push_back({0, encoded(Tick{5})});
  CHECK(model().run(1, with_five, {Kind::timeout, 0, encoded(Tick{2}), {}}, {}).after.armed ==
        second.after.armed);
}

TEST_CASE("a crash leaves what is durable, and a restart starts from there", "[model]") {
  Server server = fields<Server>(model().initial(2));
  server.term = 40;
  server.served = 41;
  server.last = IdAccess::make<Client>(0);
  server.peers.write().insert(IdAccess::make<Server>(1));
  Local before = local(server);
  before.armed.push_back({0, encoded(Tick{1})});
  const Outcome crashed = model().run(2, before, {Kind::crash, 0, {}, {}}, {});
  CHECK_FALSE(crashed.after.up);
  CHECK(crashed.after.armed.empty());
  CHECK(crashed.sends.empty());
  CHECK(*fields<Server>(crashed.after).term == 40);
  CHECK(fields<Server>(crashed.after).peers->size() == 1);
  CHECK(fields<Server>(crashed.after).served == 0);
  CHECK_FALSE(fields<Server>(crashed.after).last);
  const Outcome restarted = model().run(2, crashed.after, {Kind::restart, 0, {}, {}}, {});
  CHECK(restarted.after.up);
  CHECK(fields<Server>(restarted.after).served == -1);
  CHECK(*fields<Server>(restarted.after).term == 40);
}

TEST_CASE("a role without `restart` starts anew", "[model]") {
  const Outcome crashed =
      model().run(0, local(Client{.asked = 5, .kept = 6, .said = "much"}), {Kind::crash, 0, {}, {}}, {});
  CHECK(fields<Client>(crashed.after).said == "nothing");
  const Outcome restarted = model().run(0, crashed.after, {Kind::restart, 0, {}, {}}, {});
  CHECK(fields<Client>(restarted.after).asked == 1);
  CHECK(*fields<Client>(restarted.after).kept == 6);
  CHECK(restarted.sends.size() == 3);
}

TEST_CASE("an act sees the messages of its types, each with its sender", "[model]") {
  const std::vector<Packet> inbox{packet(1, 0, answer, Answer{1}), packet(3, 0, answer, Answer{2}),
                                  packet(2, 0, note, Note{})};
  const Outcome both = model().run(0, model().initial(0), {Kind::act, 2, {}, inbox}, {});
  CHECK(fields<Client>(both.after).said == "2 and 1");
  CHECK(both.sends == std::vector{packet(0, 3, ask, Ask{9})});
  const Outcome nothing = model().run(0, model().initial(0), {Kind::act, 0, {}, {}}, {});
  CHECK(fields<Client>(nothing.after).said == "me");
  CHECK(model().run(0, model().initial(0), {Kind::act, 1, {}, {inbox[0]}}, {}).after == model().initial(0));
}

TEST_CASE("broadcasts leave out the sender, and all and others are what they say", "[model]") {
  const Outcome outcome = model().run(2, model().initial(2), receive(packet(1, 2, answer, Answer{})), {});
  CHECK(outcome.sends == std::vector{packet(2, 1, note, Note{}), packet(2, 3, note, Note{})});
  CHECK(fields<Server>(outcome.after).peers->size() == 3);
}

TEST_CASE("a misused context throws", "[model]") {
  const auto run = [](int served) {
    Server server = fields<Server>(model().initial(3));
    server.served = served;
    return model().run(3, local(server), receive(packet(1, 3, note, Note{})), {});
  };
  CHECK_THROWS_AS(run(0), std::logic_error);
  CHECK_THROWS_WITH(run(1), "context.only<Server>(): the role is played by 3 nodes");
  CHECK_THROWS_AS(run(2), std::logic_error);
  CHECK_THROWS_AS(run(3), SpecError);
  CHECK(fields<Server>(run(4).after).served == 32);
}

TEST_CASE("what cannot be received throws", "[model]") {
  CHECK_THROWS_AS(model().run(0, model().initial(0), receive(packet(1, 0, ask, Ask{})), {}), SpecError);
  CHECK_THROWS_AS(model().run(0, model().initial(0), {Kind::timeout, 0, encoded(Tick{}), {}}, {}), SpecError);
}

TEST_CASE("properties read what they name", "[model]") {
  REQUIRE(model().properties().size() == 2);
  const Predicate& kept = *model().properties()[0].predicate;
  CHECK(kept.form() == Predicate::Form::each);
  CHECK(kept.observe(0, encoded(Client{.asked = 1, .kept = 4, .said = {}})) == encoded(4));
  CHECK(kept.judge({{{0, 0, encoded(4)}}}).verdict == Judgement::Verdict::holds);
  CHECK(kept.judge({{{0, 0, encoded(5)}}}).verdict == Judgement::Verdict::fails);

  const Predicate& served = *model().properties()[1].predicate;
  CHECK(served.form() == Predicate::Form::together);
  REQUIRE(served.sources().size() == 2);
  CHECK_FALSE(served.sources()[0].is_messages);
  CHECK(served.sources()[0].number == 1);
  CHECK(served.sources()[1].is_messages);
  CHECK(served.sources()[1].number == note);
  const Judgement judgement = served.judge({{}, {{2, 3, encoded(Note{})}}});
  CHECK(judgement.verdict == Judgement::Verdict::fails);
  CHECK(judgement.why == "too many");
  CHECK(judgement.nodes == std::vector{model().layout().id(2)});

  REQUIRE(model().bounds().size() == 1);
  const Predicate& terms = *model().bounds()[0].predicate;
  CHECK(terms.form() == Predicate::Form::pairs);
  CHECK(terms.judge({{{1, 0, encoded(1)}}, {{2, 0, encoded(2)}}}).verdict == Judgement::Verdict::vacuous);
  CHECK(terms.judge({{{1, 0, encoded(1)}}, {{2, 0, encoded(1)}}}).why == "equal");
}

}  // namespace pessimist
