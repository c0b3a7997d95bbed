// The closure of which one node of each block is explored is the closure of which every node is.

#include "reductions/alone_orbits.hpp"

#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <catch2/catch.hpp>

#include <pessimist/pessimist.hpp>

#include "random/instance.hpp"
#include "sketches/paxos.hpp"
#include "sketches/raft.hpp"
#include "sketches/two_phase.hpp"

namespace pessimist::reductions {
namespace {

constexpr std::size_t budget = 20'000;
constexpr world::PartId nothing = Alone::none;

/// A closure by what its numbers and places stand for.
struct Contents {
  using Edge = std::tuple<NodeIndex, world::PartId, world::PartId, world::PartId, world::PartId,
                          std::vector<world::PartId>, std::uint32_t, bool>;
  std::set<std::pair<NodeIndex, world::PartId>> locals;
  std::set<Edge> edges;
  std::set<std::pair<NodeIndex, world::PartId>> packets;
  std::size_t outside = 0;
  bool operator==(const Contents&) const = default;
};

Contents contents_of(const Alone& alone) {
  Contents contents;
  for (NodeIndex node = 0; node < alone.nodes.size(); ++node) {
    const Alone::Node& graph = alone.nodes[node];
    const auto local = [&](std::uint32_t place) {
      return place == Alone::none ? nothing : graph.locals[place];
    };
    for (std::uint32_t place = 0; place < graph.locals.size(); ++place) {
      contents.locals.emplace(node, graph.locals[place]);
      CHECK(graph.place_of.at(graph.locals[place]) == place);
      if (graph.is_outside[place]) ++contents.outside;
    }
    for (const Alone::Edge& edge : graph.edges) {
      std::vector<world::PartId> sends;
      for (const std::uint32_t packet : edge.sends) sends.push_back(alone.packets[packet]);
      contents.edges.emplace(node, local(edge.from), edge.trigger, local(edge.to),
                             edge.packet == Alone::none ? nothing : alone.packets[edge.packet],
                             std::move(sends), edge.act, edge.is_fault);
    }
    for (const std::uint32_t packet : graph.packets) contents.packets.emplace(node, alone.packets[packet]);
  }
  return contents;
}

/// Whether there are orbits to compare, and the closure is not too large. Where links may be cut there is none.
bool compare(const Model& model, const world::SystemOptions& options) {
  world::System system(model, options);
  if (system.ledger().allows_some(faults_of_links)) return false;
  const SymmetryGroup group(model);
  if (group.is_trivial()) return false;
  SymmetryAudit audit(system, group);
  system.steps().add_audit(audit);
  std::optional<Alone> each;
  try {
    each = AloneExplorer(system, budget, AloneOrbits()).explore();
  } catch (const AloneFailure&) {
    return false;
  }
  const AloneOrbits orbits(system, group, audit);
  const Alone one = AloneExplorer(system, budget, orbits).explore();
  CHECK_FALSE(audit.failure());
  CHECK(contents_of(one) == contents_of(*each));
  CHECK(one.steps <= each->steps);
  return one.steps < each->steps;
}

template <class Protocol>
bool compare_sketch(const Assignments& parameters) {
  const ProtocolModel<Protocol> model(assign_parameters<typename Protocol::Parameters>(parameters));
  return compare(model, {});
}

TEST_CASE("one node of each block, explored alone, shows what each shows: sketches", "[reductions]") {
  CHECK(compare_sketch<sketches::TwoPhase>({{"rms", "4"}}));
  CHECK(compare_sketch<sketches::Paxos>({{"proposers", "1"}, {"acceptors", "3"}, {"rounds", "2"}}));
  CHECK(compare_sketch<sketches::Raft>(
      {{"servers", "3"}, {"terms", "2"}, {"entries", "1"}, {"restart", "true"}}));
}

TEST_CASE("one node of each block, explored alone, shows what each shows: random protocols", "[reductions]") {
  unsigned compared = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const std::optional<random::Instance> instance = random::make_instance(seed, 300);
    if (!instance) continue;
    INFO("seed " << seed);
    world::SystemOptions options;
    options.network = instance->options.network;
    options.budgets = instance->options.budgets;
    if (compare(*instance->model, options)) ++compared;
  }
  CHECK(compared >= 20);
}

// Guests who knock twice. They may be made so that the last of them is not like the others, at first or later.

struct Knock {
  int time = 0;
};
struct Answer {};
struct Guest;
struct Host {
  int most = 0;
  void act(const Received<Knock>& knocks, Context<Answer>& context) {
    if (knocks.of<Knock>().size() <= static_cast<std::size_t>(most)) return;
    most = static_cast<int>(knocks.of<Knock>().size());
    context.broadcast<Guest>(Answer{});
  }
};
enum class Odd : std::uint8_t { nobody, at_first, later };
struct Guest {
  Constant<Odd> odd;
  int mood = 0;
  void start(Context<Knock>& context) {
    if (odd == Odd::at_first && is_last(context)) mood = 1;
    context.send(context.only<Host>(), Knock{1});
    context.send(context.only<Host>(), Knock{2});
  }
  void receive(const Answer&, Context<>& context) {
    if (odd == Odd::later && is_last(context)) mood = 1;
  }

 private:
  static bool is_last(const auto& context) {
    const auto guests = context.template all<Guest>();
    return context.template self<Guest>() == guests[guests.size() - 1];
  }
};
struct Party {
  using Roles = pessimist::Roles<Host, Guest>;
  using Messages = pessimist::Messages<Knock, Answer>;
  struct Parameters {
    int guests = 4;
    Odd odd = Odd::nobody;
  };
  static void set_up(const Parameters& parameters, Setup<Party>& setup) {
    setup.nodes<Host>(1);
    setup.nodes<Guest>(static_cast<std::size_t>(parameters.guests), Guest{{parameters.odd}});
    setup.sometimes("answered", each(&Host::most, [](int most) { return most > 0; }));
  }
};

TEST_CASE("one node of each block, explored alone, shows what each shows: inboxes", "[reductions]") {
  CHECK(compare(ProtocolModel<Party>(Party::Parameters{3, Odd::nobody}), {}));
}

TEST_CASE("a node that is not like the one that was explored is noticed", "[reductions]") {
  for (const Odd odd : {Odd::at_first, Odd::later}) {
    for (const int guests : {2, 3, 4}) {
      INFO(guests << " guests");
      const ProtocolModel<Party> model(Party::Parameters{guests, odd});
      world::System system(model, {});
      const SymmetryGroup group(model);
      SymmetryAudit audit(system, group);  // which looks at no step of its own accord
      const AloneOrbits orbits(system, group, audit);
      try {
        AloneExplorer(system, budget, orbits).explore();
      } catch (const SpecError&) {
        CHECK(odd == Odd::at_first);
      }
      CHECK(audit.failure());
    }
  }
}

}  // namespace
}  // namespace pessimist::reductions
