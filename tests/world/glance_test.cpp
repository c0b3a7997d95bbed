#include "world/glance.hpp"

#include <set>

#include <catch2/catch.hpp>

#include "sketches/paxos.hpp"
#include "sketches/raft.hpp"
#include "sketches/two_phase.hpp"

namespace pessimist::world {
namespace {

using Sight = Glance::Sight;

/// All worlds of a small protocol, each looked at and glanced at.
class Sights {
 public:
  Sights(const Model& model, SystemOptions options)
      : system_(model, std::move(options)), units_(system_, all_of(model)), expander_(system_, units_, 0) {
    TreeBatch batch = expander_.tree_batch();
    for (Tree::Nodes nodes : system_.initial_worlds()) batch.add(nodes, all_leaves());
    find(batch);
    while (!left_.empty()) {
      const Root root = left_.back();
      left_.pop_back();
      UnfoldedWorld world;
      expander_.unfold(root, world);
      compare(root, world);
      if (!expander_.is_outside(world)) expand(world, batch);
    }
  }

  std::size_t known() const { return known_; }
  std::size_t told() const { return told_; }
  std::size_t wrong() const { return wrong_; }

 private:
  static std::vector<std::size_t> all_of(const Model& model) {
    std::vector<std::size_t> properties;
    for (std::size_t number = 0; number < model.properties().size(); ++number) properties.push_back(number);
    return properties;
  }
  Tree::Leaves all_leaves() const { return ~Tree::Leaves{0} >> (64 - system_.tree().leaves()); }

  void expand(const UnfoldedWorld& world, TreeBatch& batch) {
    const auto all = [](NodeIndex, std::size_t) { return true; };
    expander_.expand(world, all, [&](NodeIndex, std::size_t, Tree::Nodes& nodes, Tree::Leaves changed) {
      batch.add(nodes, changed);
    });
    find(batch);
  }
  void find(TreeBatch& batch) {
    batch.finish();
    for (const Root root : batch.roots()) {
      if (found_.insert(root).second) left_.push_back(root);
    }
    batch.shorten(0);
  }

  void compare(Root root, const UnfoldedWorld& world) {
    const Sight glanced = glance_.at(root);
    const Sight told = glance_.at(root, world);
    if (glanced != Sight::unknown) ++known_;
    if (told != Sight::unknown) ++told_;
    wrong_ += glanced != Sight::unknown && glanced != told;
    bool some_hit = false;
    for (std::size_t number = 0; number < system_.model().properties().size(); ++number)
      some_hit |= expander_.judge().hits(number, expander_.units(world), expander_.history(world));
    bool stirs = false;
    for (const Unit* unit : expander_.units(world)) {
      stirs |= unit->stirs;
      for (const NodeIndex peer : unit->stirs_if_down) stirs |= !world.units[peer]->up;
    }
    Sight sight = stirs ? Sight::stirring : Sight::quiet;
    if (expander_.is_outside(world)) sight = Sight::outside;
    wrong_ += told != Sight::unknown && (some_hit || told != sight);
    if (some_hit) return;
    glance_.remember(root, sight);
    wrong_ += glance_.at(root) != sight;
  }

  System system_;
  SharedUnits units_;
  Expander expander_;
  Glance glance_{system_};
  std::set<Root> found_;
  std::vector<Root> left_;
  std::size_t known_ = 0;  ///< at a glance
  std::size_t told_ = 0;   ///< after a look at halves
  std::size_t wrong_ = 0;
};

/// `least_known`: so many worlds have halves that were both seen in others. `least_told`: that look like such.
template <class Protocol>
void require_right_sights(typename Protocol::Parameters parameters, std::map<Fault, unsigned> budgets,
                          std::size_t least_known, std::size_t least_told) {
  const ProtocolModel<Protocol> model(std::move(parameters));
  SystemOptions options;
  options.budgets = std::move(budgets);
  options.first_slots = std::size_t{1} << 18;  // it need not grow
  const Sights sights(model, options);
  CHECK(sights.wrong() == 0);
  CHECK(sights.known() >= least_known);
  CHECK(sights.told() >= least_told);
}

/// Counts, up to a bound, and breaks a property on the way to it.
struct Clerk {
  int count = 0;

  void act(const Received<>&) {
    if (count < 6) ++count;
  }
};

struct Office {
  using Roles = pessimist::Roles<Clerk>;
  using Messages = pessimist::Messages<>;
  struct Parameters {};

  static void set_up(const Parameters&, Setup<Office>& setup) {
    setup.nodes<Clerk>(3);
    setup.always("not both", pairs(&Clerk::count, [](int one, int other) { return one != 2 || other != 3; }));
    setup.sometimes("as many", together(&Clerk::count, [](const auto& counts) {
                      return counts[0].value == 1 && counts[1].value == 1 && counts[2].value == 1;
                    }));
    setup.faults({Fault::crash, Fault::restart});
    setup.bound("few", each(&Clerk::count, [](int count) { return count < 5; }));
  }
};

TEST_CASE("what is told at a glance is what a look tells", "[glance]") {
  const std::map<Fault, unsigned> crashes{{Fault::crash, 1}, {Fault::restart, 1}};
  sketches::TwoPhase::Parameters two_phase;
  two_phase.rms.set(4);
  require_right_sights<sketches::TwoPhase>(two_phase, {}, 500, 1200);
  require_right_sights<sketches::Paxos>({}, {}, 0, 4000);
  require_right_sights<sketches::Raft>({}, {}, 5000, 20'000);
  require_right_sights<Office>({}, crashes, 100, 150);
}

}  // namespace
}  // namespace pessimist::world
