#include "naive/explorer.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

#include "naive/events.hpp"
#include "naive/judge.hpp"
#include "naive/permutation.hpp"
#include "naive/world.hpp"

namespace pessimist::naive {

namespace {

using Kind = Trigger::Kind;
using Verdict = Judgement::Verdict;

class Explorer {
 public:
  Explorer(const Model& model, const NaiveOptions& options)
      : model_(model), options_(options), printer_(model), remembered_(types_read(model)) {
    for (const RoleTriggers& role : model.triggers()) {
      const bool reads = std::count(role.reads.begin(), role.reads.end(), true) > 0;
      if (reads && options.network == Network::fifo)
        throw std::invalid_argument("acts read messages on fifo links");
    }
    for (const PropertyInfo& property : model.properties()) result_.properties.push_back({property.name});
    judged_.resize(model.properties().size());
  }

  NaiveResult run() {
    if (options_.count_orbits) permutations_ = all_permutations(model_.layout());
    std::vector<World> layer = initial_worlds();
    for (unsigned depth = 0; !layer.empty(); ++depth) {
      result_.depth = depth;
      std::vector<World> next;
      for (const World& world : layer) {
        if (result_.worlds > options_.most_worlds) return result_;
        visit(world, depth, next);
      }
      layer = std::move(next);
    }
    result_.complete = true;
    if (options_.count_orbits) result_.orbits = orbits_.size();
    for (std::size_t i = 0; i < judged_.size(); ++i) {
      const bool can_be_vacuous = model_.properties()[i].kind == PropertyInfo::Kind::always;
      const bool was_relevant = judged_[i].contains(Verdict::holds) || judged_[i].contains(Verdict::fails);
      result_.properties[i].vacuous = can_be_vacuous && !was_relevant;
    }
    return result_;
  }

 private:
  void visit(const World& world, unsigned depth, std::vector<World>& next) {
    if (options_.count_orbits) orbits_.insert(least_print(world));
    if (options_.on_world) options_.on_world(world, depth);
    judge(world, depth, PropertyInfo::Kind::always, Verdict::fails);
    judge(world, depth, PropertyInfo::Kind::sometimes, Verdict::holds);
    for (const BoundInfo& bound : model_.bounds()) {
      if (!some(judgements(model_, options_.network, *bound.predicate, world), Verdict::fails)) continue;
      ++result_.cut;
      return;
    }
    bool stuck = true;
    const std::string before = printer_.print(world);
    for (const Event& event : events(model_, options_, world)) {
      for (const Outcome& outcome : outcomes(event.node, world.locals[event.node], event.trigger)) {
        World after = behind(world, event, outcome);
        std::string print = printer_.print(after);
        if (print == before || (befalls_all(event.trigger) && after.locals == world.locals)) continue;
        ++result_.transitions;
        if (is_progress(event.trigger)) stuck = false;
        if (is_new(std::move(print))) next.push_back(std::move(after));
      }
    }
    if (stuck) judge(world, depth, PropertyInfo::Kind::no_deadlock, Verdict::fails);
  }

  void judge(const World& world, unsigned depth, PropertyInfo::Kind kind, Verdict decisive) {
    for (std::size_t i = 0; i < model_.properties().size(); ++i) {
      const PropertyInfo& property = model_.properties()[i];
      if (property.kind != kind) continue;
      const auto said = judgements(model_, options_.network, *property.predicate, world);
      for (const Judgement& judgement : said) judged_[i].insert(judgement.verdict);
      NaiveProperty& found = result_.properties[i];
      if (found.violated_or_reached || !some(said, decisive)) continue;
      found.violated_or_reached = true;
      found.depth = depth;  // worlds come in the order of their depth
    }
  }

  /// The least print of any world in the orbit.
  std::string least_print(const World& world) {
    std::string least;
    for (const Renaming& permutation : permutations_) {
      std::string print = printer_.print(permuted(model_, options_.network, world, permutation));
      if (least.empty() || print < least) least = std::move(print);
    }
    return least;
  }

  bool is_new(std::string print) {
    const bool inserted = seen_.insert(std::move(print)).second;
    if (inserted) ++result_.worlds;
    return inserted;
  }

  std::vector<World> initial_worlds() {
    World before;
    for (NodeIndex node = 0; node < model_.layout().node_count(); ++node) {
      before.locals.push_back(model_.initial(node));
    }
    before.inboxes.resize(before.locals.size());
    for (const auto& [fault, budget] : options_.budgets) {
      if (budget > 0) before.used[fault] = 0;
    }
    std::vector<World> worlds{before};
    for (NodeIndex node = 0; node < model_.layout().node_count(); ++node) {
      if (!model_.triggers()[model_.layout().role_number_of(node)].starts) continue;
      std::vector<World> started;
      for (const World& world : worlds) {
        for (const Outcome& outcome : outcomes(node, world.locals[node], {})) {
          started.push_back(behind(world, {node, {}}, outcome));
        }
      }
      worlds = std::move(started);
    }
    std::vector<World> distinct;
    for (World& world : worlds) {
      if (is_new(printer_.print(world))) distinct.push_back(std::move(world));
    }
    return distinct;
  }

  /// Whether somebody may wait for it: nobody waits for a fault, but for a restart or a healed network.
  static bool is_progress(const Trigger& trigger) {
    const std::vector<Fault> faults = faults_in(trigger);
    return faults.empty() || faults == std::vector{Fault::restart} || faults == std::vector{Fault::heal};
  }

  const RoleTriggers& triggers_of(NodeIndex node) const {
    return model_.triggers()[model_.layout().role_number_of(node)];
  }

  /// Runs a handler once for each way to answer its choices; outcomes with the same effect count once.
  std::vector<Outcome> outcomes(NodeIndex node, const Local& before, const Trigger& trigger) const {
    std::vector<Outcome> distinct;
    std::vector<std::size_t> script;
    while (true) {
      Outcome outcome = model_.run(node, before, trigger, script);
      outcome.went_on_with.clear();  // how it came to what it did is not what it did
      outcome.sends = normal_form(options_.network, std::move(outcome.sends));
      const std::vector<Choice> choices = std::exchange(outcome.choices, {});
      if (outcome.happened && std::count(distinct.begin(), distinct.end(), outcome) == 0)
        distinct.push_back(std::move(outcome));
      std::size_t last = choices.size();  // the last choice with an answer that was not tried yet
      while (last > 0 && choices[last - 1].taken + 1 == choices[last - 1].options) --last;
      if (last == 0) return distinct;
      script.clear();
      for (std::size_t i = 0; i < last; ++i) script.push_back(choices[i].taken);
      ++script.back();
    }
  }

  World behind(const World& before, const Event& event, const Outcome& outcome) const {
    World world = applied(model_, options_.network, before, event, outcome);
    for (const Packet& packet : outcome.sends) {
      require_receiver(packet);
      put(options_.network, world.inboxes[packet.to], packet);
      const bool remember = options_.network != Network::unreliable && remembered_.count(packet.type) > 0;
      if (remember) world.history.insert(packet);
    }
    return world;
  }

  void require_receiver(const Packet& packet) const {
    const RoleTriggers& receiver = triggers_of(packet.to);
    const bool received = receiver.receives[packet.type][model_.layout().role_number_of(packet.from)];
    if (!received && !receiver.reads[packet.type]) throw SpecError("a message is sent that nobody receives");
  }

  const Model& model_;
  const NaiveOptions& options_;
  Printer printer_;
  std::set<unsigned> remembered_;
  std::set<std::string> seen_;
  std::vector<Renaming> permutations_;
  std::set<std::string> orbits_;
  std::vector<std::set<Verdict>> judged_;  ///< what each property's predicate ever said
  NaiveResult result_;
};

}  // namespace

NaiveResult explore(const Model& model, const NaiveOptions& options) {
  return Explorer(model, options).run();
}

}  // namespace pessimist::naive
