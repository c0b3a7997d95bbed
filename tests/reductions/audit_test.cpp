// The audit mode finds nothing wrong where nothing is, and finds each thing that it looks for where it is wrong: what
// reductions rest on is planted wrong here, or a handler changes its mind in the middle of the run.

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include <catch2/catch.hpp>

#include "pessimist/spec.hpp"
#include "reductions/alone_orbits.hpp"
#include "reductions/class_audit.hpp"
#include "reductions/dead_message_audit.hpp"
#include "reductions/independence_audit.hpp"
#include "reductions/permutation_audit.hpp"
#include "search/search.hpp"
#include "verdict/check.hpp"
#include "verdict/way.hpp"

namespace pessimist {
namespace {

using namespace reductions;

// --- A host opens to the guest whose key came last, and hears knocks once it has opened to anybody.

struct Key {};
struct Knock {};
struct Guest;

/// While this is set, the host opens to the second guest only: it is no function of what it is given.
std::atomic<bool> prefers = false;

struct Host {
  std::optional<Id<Guest>> opened_to;
  bool heard = false;

  void receive(const Key&, Id<Guest> from, Context<>& context) {
    if (prefers && from != context.all<Guest>()[1]) return;
    opened_to = from;
  }
  void receive(const Knock&) {
    if (opened_to) heard = true;
  }
};
struct Guest {
  void start(Context<Key, Knock>& context) {
    context.send(context.only<Host>(), Key{});
    context.send(context.only<Host>(), Knock{});
  }
};

struct House {
  using Roles = pessimist::Roles<Host, Guest>;
  using Messages = pessimist::Messages<Key, Knock>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<House>& setup) {
    setup.nodes<Host>(1);
    setup.nodes<Guest>(3);
    setup.sometimes("heard", each(&Host::heard, [](bool heard) { return heard; }));
  }
};

/// A search of the house in which everything that an audit rests on can be replaced.
struct Rig {
  Rig() : system(model, {}), group(model), symmetry(system, group) {
    alone = AloneExplorer(system, 1000, AloneOrbits()).explore();
    question = question_of(system, alone, {0});
  }

  /// Claims that messages of a type do nothing.
  void play_down(unsigned type) {
    for (Alone::Node& node : alone.nodes) {
      for (Alone::Edge& edge : node.edges) {
        if (edge.packet != Alone::none && alone.contents[edge.packet].type == type) edge.to = edge.from;
      }
    }
  }
  void partition_and_refine() {
    partition = std::make_unique<Partition>(system, alone, question);
    partition->refine();
  }
  std::unique_ptr<Audit> dead_messages() {
    partition = std::make_unique<Partition>(system, alone, question);
    relevance = std::make_unique<Relevance>(system, alone, *partition, question);
    return std::make_unique<DeadMessageAudit>(system, alone, *partition, question, *relevance);
  }

  search::Summary run(WorldAudit::Kinds kinds) {
    audit = std::make_unique<WorldAudit>(std::move(kinds));
    search::Options options;
    options.world_audit = audit.get();
    options.keep_going = true;
    search = std::make_unique<search::Search>(system, std::vector<std::size_t>{0}, options);
    return search->run();
  }

  ProtocolModel<House> model{House::Parameters{}};
  world::System system;
  SymmetryGroup group;
  SymmetryAudit symmetry;
  Alone alone;
  Question question;
  std::unique_ptr<Partition> partition;
  std::unique_ptr<Relevance> relevance;
  std::unique_ptr<WorldAudit> audit;
  std::unique_ptr<search::Search> search;
};

/// Sets a flag before anything is looked at.
class Meanwhile final : public Audit {
 public:
  Meanwhile(std::atomic<bool>& flag, std::unique_ptr<Audit> audit) : flag_(flag), audit_(std::move(audit)) {}
  ~Meanwhile() override { flag_ = false; }
  Meanwhile(const Meanwhile&) = delete;
  Meanwhile& operator=(const Meanwhile&) = delete;
  std::uint64_t look(world::Expander& expander, const world::UnfoldedWorld& world,
                     std::uint64_t seed) override {
    flag_ = true;
    return audit_->look(expander, world, seed);
  }

 private:
  std::atomic<bool>& flag_;
  std::unique_ptr<Audit> audit_;
};

void require_fault(const search::Summary& summary, const std::string& part) {
  CHECK(summary.reason == search::StopReason::fault);
  REQUIRE(summary.fault);
  INFO(summary.fault->what);
  CHECK(summary.fault->what.find(part) != std::string::npos);
}
void require_broken(const search::Summary& summary, const std::string& part) {
  CHECK(summary.reason == search::StopReason::broken);
  INFO(summary.broken);
  CHECK(summary.broken.find(part) != std::string::npos);
}

constexpr unsigned key = 0;
constexpr unsigned knock = 1;

TEST_CASE("audit: what is right passes, and is counted", "[audit]") {
  Rig rig;
  WorldAudit::Kinds kinds;
  kinds.independent_pairs = std::make_unique<IndependenceAudit>();
  rig.partition_and_refine();
  kinds.class_members = std::make_unique<ClassAudit>(rig.system, rig.alone, *rig.partition, rig.question);
  const Partition apart(rig.system, rig.alone, rig.question);
  rig.relevance = std::make_unique<Relevance>(rig.system, rig.alone, apart, rig.question);
  kinds.dead_messages =
      std::make_unique<DeadMessageAudit>(rig.system, rig.alone, apart, rig.question, *rig.relevance);
  const search::Summary summary = rig.run(std::move(kinds));
  CHECK(summary.reason == search::StopReason::none);
  CHECK(summary.states == 7);
  CHECK(summary.looked_up == 7);
  CHECK(rig.audit->counts().independent_pairs.count > 0);
  CHECK(rig.audit->counts().dead_messages.count > 0);
  CHECK(rig.audit->counts().class_members.count > 0);
  CHECK_FALSE(rig.audit->counts().permuted_worlds.at_work);
}

TEST_CASE("audit: a wrong relation of independence", "[audit]") {
  Rig rig;
  WorldAudit::Kinds kinds;
  kinds.independent_pairs =
      std::make_unique<IndependenceAudit>([](const world::UnfoldedWorld&, auto, auto) { return true; });
  const search::Summary summary = rig.run(std::move(kinds));
  require_fault(summary, "two steps count as independent, but their orders lead to different worlds");
  CHECK(summary.fault->what.find("host receives Key from guest") != std::string::npos);
}

TEST_CASE("audit: a message that is held to be dead does something", "[audit]") {
  Rig rig;
  rig.play_down(knock);
  WorldAudit::Kinds kinds;
  kinds.dead_messages = rig.dead_messages();
  const search::Summary summary = rig.run(std::move(kinds));
  require_fault(summary, "is held to be dead, but something happens: host receives Knock from guest");
  const std::string way = way_to(rig.model, {}, *rig.search, summary.fault->world);
  CHECK(way.find("1  host receives Key from guest") != std::string::npos);
  CHECK(way.find("host: Host{opened_to: guest") != std::string::npos);
}

TEST_CASE("audit: a message that is held to be dead comes to life again", "[audit]") {
  Rig rig;
  rig.play_down(key);
  for (std::size_t packet = 0; packet < rig.alone.packets.size(); ++packet)
    rig.question.kept[packet] = rig.alone.contents[packet].type == key;
  WorldAudit::Kinds kinds;
  kinds.dead_messages = rig.dead_messages();
  require_fault(rig.run(std::move(kinds)),
                "is held to be dead, but matters again after this: host receives Key");
}

TEST_CASE("audit: a class whose members answer differently, or look different", "[audit]") {
  Rig rig;
  rig.play_down(knock);
  rig.partition_and_refine();
  WorldAudit::Kinds kinds;
  kinds.class_members = std::make_unique<ClassAudit>(rig.system, rig.alone, *rig.partition, rig.question);
  // Of two local states, or of two messages: both are wrong here, and which is met first depends on the sample.
  require_fault(rig.run(std::move(kinds)), "are held to be alike, but");

  Rig other;
  const Question nothing{{}, false, other.question.kept, other.question.read};
  other.partition = std::make_unique<Partition>(other.system, other.alone, nothing);
  other.partition->refine();
  WorldAudit::Kinds kinds_of_other;
  kinds_of_other.class_members =
      std::make_unique<ClassAudit>(other.system, other.alone, *other.partition, other.question);
  require_fault(other.run(std::move(kinds_of_other)), "but a property sees a difference: Host{");
}

TEST_CASE("audit: messages of a class that are answered differently", "[audit]") {
  Rig rig;
  rig.play_down(knock);
  rig.play_down(key);
  rig.partition_and_refine();  // of any two messages the host now seems to make nothing
  WorldAudit::Kinds kinds;
  kinds.class_members = std::make_unique<ClassAudit>(rig.system, rig.alone, *rig.partition, rig.question);
  require_fault(rig.run(std::move(kinds)), "are held to be alike, but");
}

/// Says of every world that it represents its orbit.
class Lazy final : public world::Canonicalizer {
  void canonicalize(world::Tree::Nodes&) override {}
};

TEST_CASE("audit: permuted worlds that are not stored as one", "[audit]") {
  Rig rig;
  rig.system.reduce({nullptr, [](unsigned) { return std::make_unique<Lazy>(); }});
  WorldAudit::Kinds kinds;
  kinds.permuted_worlds = std::make_unique<PermutationAudit>(rig.group, rig.symmetry);
  require_fault(rig.run(std::move(kinds)), "are not stored as one, but no handler tells them apart");
}

TEST_CASE("audit: a handler that changes its mind is the specification's fault", "[audit]") {
  {
    Rig rig;
    WorldAudit::Kinds kinds;
    kinds.independent_pairs = std::make_unique<Meanwhile>(
        prefers,
        std::make_unique<IndependenceAudit>([](const world::UnfoldedWorld&, auto, auto) { return true; }));
    require_broken(rig.run(std::move(kinds)),
                   "the handler answers differently than it did earlier in the run");
  }
  {
    Rig rig;
    rig.system.reduce({nullptr, [](unsigned) { return std::make_unique<Lazy>(); }});
    WorldAudit::Kinds kinds;
    kinds.permuted_worlds =
        std::make_unique<Meanwhile>(prefers, std::make_unique<PermutationAudit>(rig.group, rig.symmetry));
    require_broken(rig.run(std::move(kinds)), "host receives Key from guest");
  }
}

TEST_CASE("audit: nothing is wrong in any shipped specification", "[audit]") {
  AuditCounts all;
  for (const Spec& spec : registered_specs()) {
    INFO(spec.name);
    CheckOptions options;
    options.reductions = {true, true, true, true};
    options.limits.states = 20'000;
    options.network = spec.make({})->networks().at(0);
    const CheckResult plain = check(*spec.make({}), options);
    CHECK_FALSE(plain.audit);
    options.audit = true;
    for (const unsigned workers : {1U, 2U}) {
      options.workers = workers;
      options.first_slots = workers == 2 ? 2 : 1024;
      const CheckResult audited = check(*spec.make({}), options);
      INFO(audited.broken);
      CHECK(audited.verdict == plain.verdict);
      REQUIRE(audited.audit);
      if (plain.complete) CHECK(audited.states == plain.states);
      CHECK(audited.audit->independent_pairs.count > 0);
      CHECK(audited.audit->stored_worlds.count > 0);
      CHECK((audited.audit->permuted_worlds.count > 0) == audited.reductions.symmetry);
      CHECK(audited.audit->dead_messages.at_work == audited.reductions.alone);
      CHECK(audited.audit->class_members.at_work == audited.reductions.classes);
      all.dead_messages.count += audited.audit->dead_messages.count;
      all.class_members.count += audited.audit->class_members.count;
    }
  }
  CHECK(all.dead_messages.count > 0);
  CHECK(all.class_members.count > 0);
}

}  // namespace
}  // namespace pessimist
