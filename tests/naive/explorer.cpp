#include "naive/explorer.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

#include "naive/judge.hpp"
#include "naive/permutation.hpp"
#include "naive/world.hpp"

namespace pessimist::naive {

namespace {

using Kind = Trigger::Kind;
using Verdict = Judgement::Verdict;

struct Event {
  NodeIndex node = 0;
  Trigger trigger;
};

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
    for (const Event& event : events(world)) {
      for (const Outcome& outcome : outcomes(event.node, world.locals[event.node], event.trigger)) {
        World after = applied(world, event, outcome);
        std::string print = printer_.print(after);
        if (print == before) continue;
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
          started.push_back(applied(world, {node, {}}, outcome));
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

  /// Everything that may happen next, also what will turn out to change nothing.
  std::vector<Event> events(const World& world) const {
    std::vector<Event> result;
    for (NodeIndex node = 0; node < model_.layout().node_count(); ++node) {
      add_losses(world, node, result);
      if (may_still(world, node, Fault::amnesia)) result.push_back({node, {Kind::amnesia, 0, {}, {}}});
      if (!world.locals[node].up) {
        if (may_still(world, node, Fault::restart)) result.push_back({node, {Kind::restart, 0, {}, {}}});
        continue;
      }
      add_receives(world, node, result);
      add_acts(world, node, result);
      for (const ArmedTimer& timer : world.locals[node].armed) {
        result.push_back({node, {Kind::timeout, timer.type, timer.body, {}}});
      }
      if (may_still(world, node, Fault::crash)) result.push_back({node, {Kind::crash, 0, {}, {}}});
    }
    add_interrupted(world, result);
    return result;
  }

  /// Every handler, cut short.
  void add_interrupted(const World& world, std::vector<Event>& events) const {
    const std::size_t whole = events.size();
    for (std::size_t i = 0; i < whole; ++i) {
      const Kind kind = events[i].trigger.kind;
      if (kind != Kind::receive && kind != Kind::act && kind != Kind::timeout && kind != Kind::restart)
        continue;
      if (!may_still(world, events[i].node, Fault::crash_in_handler)) continue;
      events.push_back(events[i]);
      events.back().trigger.interrupted = true;
    }
  }

  void add_losses(const World& world, NodeIndex node, std::vector<Event>& result) const {
    for (const Packet& packet : deliverable(options_.network, world.inboxes[node])) {
      if (may_still(world, node, Fault::drop)) result.push_back({node, {Kind::drop, 0, {}, {packet}}});
      if (may_still(world, node, Fault::duplicate))
        result.push_back({node, {Kind::duplicate, 0, {}, {packet}}});
    }
  }

  /// Whether somebody may wait for it: nobody waits for a fault, but for a restart that is all that goes wrong.
  static bool is_progress(const Trigger& trigger) {
    const std::vector<Fault> faults = faults_in(trigger);
    return faults.empty() || faults == std::vector{Fault::restart};
  }

  bool may_still(const World& world, NodeIndex node, Fault fault) const {
    const auto used = world.used.find(fault);
    return !triggers_of(node).spared.contains(fault) && used != world.used.end() &&
           used->second < options_.budgets.at(fault);
  }

  void add_receives(const World& world, NodeIndex node, std::vector<Event>& result) const {
    const auto& receives = triggers_of(node).receives;
    for (const Packet& packet : deliverable(options_.network, world.inboxes[node])) {
      if (!receives[packet.type][model_.layout().role_number_of(packet.from)]) continue;
      result.push_back({node, {Kind::receive, 0, {}, {packet}}});
    }
  }

  void add_acts(const World& world, NodeIndex node, std::vector<Event>& result) const {
    const std::vector<Act>& acts = triggers_of(node).acts;
    for (unsigned number = 0; number < acts.size(); ++number) {
      const std::vector<unsigned>& reads = acts[number].reads;
      Trigger trigger{Kind::act, number, {}, {}};
      for (const Packet& packet : world.inboxes[node]) {
        if (std::count(reads.begin(), reads.end(), packet.type) > 0) trigger.packets.push_back(packet);
      }
      std::sort(trigger.packets.begin(), trigger.packets.end());
      result.push_back({node, std::move(trigger)});
    }
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
      outcome.sends = normal_form(options_.network, std::move(outcome.sends));
      const std::vector<Choice> choices = std::exchange(outcome.choices, {});
      const bool went_on = trigger.interrupted && outcome.after.up;
      if (!went_on && std::count(distinct.begin(), distinct.end(), outcome) == 0)
        distinct.push_back(std::move(outcome));
      std::size_t last = choices.size();  // the last choice with an answer that was not tried yet
      while (last > 0 && choices[last - 1].taken + 1 == choices[last - 1].options) --last;
      if (last == 0) return distinct;
      script.clear();
      for (std::size_t i = 0; i < last; ++i) script.push_back(choices[i].taken);
      ++script.back();
    }
  }

  World applied(World world, const Event& event, const Outcome& outcome) const {
    world.locals[event.node] = outcome.after;
    if (event.trigger.kind == Kind::receive) {
      take(options_.network, world.inboxes[event.node], event.trigger.packets.front());
    }
    std::vector<Packet>& inbox = world.inboxes[event.node];
    if (event.trigger.kind == Kind::drop) take(options_.network, inbox, event.trigger.packets.front());
    if (event.trigger.kind == Kind::duplicate) duplicate(inbox, event.trigger.packets.front());
    for (const Fault fault : faults_in(event.trigger)) ++world.used[fault];
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
