#include "trace/walk.hpp"

#include <algorithm>
#include <exception>
#include <functional>
#include <iterator>
#include <utility>

#include "world/call_words.hpp"
#include "world/current_call.hpp"

namespace pessimist {

void Walk::start(const std::vector<std::vector<std::size_t>>& scripts) {
  const auto nodes = model_.layout().node_count();
  if (scripts.size() != nodes)
    throw ReplayError("the trace starts " + std::to_string(scripts.size()) + " nodes, but there are " +
                      std::to_string(nodes));
  WorldView world{{}, std::vector<std::vector<Packet>>(nodes), {}};
  for (NodeIndex node = 0; node < nodes; ++node) world.locals.push_back(model_.initial(node));
  for (NodeIndex node = 0; node < nodes; ++node) {
    if (!model_.triggers()[model_.layout().role_number_of(node)].starts) continue;
    const Trigger trigger{Trigger::Kind::start, 0, {}, {}};
    const Outcome outcome = run(node, world.locals[node], trigger, scripts[node]);
    world = after(world, node, trigger, outcome);
    sent_.insert(outcome.sends.begin(), outcome.sends.end());
    trace_.starts.push_back({node, trigger, outcome, world});
  }
  trace_.initial = std::move(world);
}

void Walk::take(const RecordedStep& step) {
  require_possible(step.node, step.trigger);
  const Outcome outcome = run(step.node, world().locals[step.node], step.trigger, step.choices);
  if (outcome.choices.size() != step.choices.size())
    throw ReplayError("the handler does not choose as often as recorded");
  if (!outcome.happened)
    throw ReplayError("by the choices recorded nothing crashes, is lost or stands still as it is said to");
  WorldView next = after(world(), step.node, step.trigger, outcome);
  if (is_for_all(step.trigger.kind) ? next.locals == world().locals : next == world())
    throw ReplayError("the step changes nothing, so it is no event");
  sent_.insert(outcome.sends.begin(), outcome.sends.end());
  trace_.steps.push_back({step.node, step.trigger, outcome, std::move(next)});
}

Outcome Walk::run(NodeIndex node, const Local& before, const Trigger& trigger,
                  const std::vector<std::size_t>& script) const {
  const std::function<std::string()> in_words = [&] {
    return world::call_in_words(model_, node, before, trigger);
  };
  const world::CurrentCall call(in_words);
  try {
    return model_.run(node, before, trigger, script);
  } catch (const std::exception& error) {
    throw SpecError(in_words() + ": " + error.what());
  } catch (...) {
    throw SpecError(in_words() + ": the handler threw something that is no std::exception");
  }
}

void Walk::put(std::vector<Packet>& inbox, const Packet& packet) const {
  if (network_ == Network::fifo) {
    const auto place =
        std::upper_bound(inbox.begin(), inbox.end(), packet.from,
                         [](NodeIndex from, const Packet& other) { return from < other.from; });
    inbox.insert(place, packet);
    return;
  }
  const auto place = std::lower_bound(inbox.begin(), inbox.end(), packet);
  if (network_ == Network::unreliable && place != inbox.end() && *place == packet) return;
  inbox.insert(place, packet);
}

WorldView Walk::after(const WorldView& before, NodeIndex node, const Trigger& trigger,
                      const Outcome& outcome) const {
  WorldView world = before;
  world.locals[node] = outcome.after;
  if (is_for_all(trigger.kind)) {
    for (NodeIndex other = 0; other < world.locals.size(); ++other)
      world.locals[other] = run(other, before.locals[other], trigger, {}).after;
  }
  const bool consumes = trigger.kind == Trigger::Kind::receive && network_ != Network::unreliable;
  auto& inbox = world.inboxes[node];
  if (consumes || trigger.kind == Trigger::Kind::drop)
    inbox.erase(std::find(inbox.begin(), inbox.end(), trigger.packets.front()));
  if (trigger.kind == Trigger::Kind::duplicate)
    inbox.insert(std::find(inbox.begin(), inbox.end(), trigger.packets.front()), trigger.packets.front());
  if (trigger.kind == Trigger::Kind::reset)
    std::erase_if(inbox, [&](const Packet& packet) { return packet.from == trigger.nodes.front(); });
  for (const Packet& packet : outcome.sends) put(world.inboxes[packet.to], packet);
  for (const Fault fault : all_faults) {
    if (faults_of(trigger).contains(fault)) ++world.faults_used[fault];
  }
  return world;
}

void Walk::require_possible(NodeIndex node, const Trigger& trigger) const {
  if (node >= model_.layout().node_count()) throw ReplayError("there is no such node");
  const auto possible = triggers(node);
  if (std::find(possible.begin(), possible.end(), trigger) != possible.end()) return;
  std::string text =
      "'" + std::string(to_string(trigger.kind)) + "' is not possible at " + model_.layout().name(node);
  if (!world().locals[node].up) text += ", which is down";
  for (const Fault fault : all_faults) {
    if (faults_of(trigger).contains(fault) && !is_left(fault))
      text += ": the budget for the fault " + std::string(to_string(fault)) + " is spent";
    if (faults_of(trigger).contains(fault) && is_left(fault) && !may_befall(node, fault))
      text += ": nodes of this role are spared the fault " + std::string(to_string(fault));
  }
  if (trigger.kind == Trigger::Kind::receive) text += ": no such message can be delivered there now";
  if (trigger.kind == Trigger::Kind::act) text += ": its inbox does not hold what the act is said to read";
  if (trigger.kind == Trigger::Kind::timeout) text += ": that timer is not armed";
  throw ReplayError(text);
}

namespace {

constexpr std::size_t most_scripts = 100'000;  // no fewer than the search takes

/// Calls visit(script, outcome) for each way to answer what a handler chooses. `run` runs it by a script.
template <class Run, class Visit>
void for_each_script(Run run, Visit visit) {
  std::vector<std::size_t> script;
  while (true) {
    Outcome outcome = run(script);
    script.clear();
    for (const Choice& choice : outcome.choices) script.push_back(choice.taken);
    const std::vector<Choice> choices = outcome.choices;
    visit(script, std::move(outcome));
    while (!script.empty() && script.back() + 1 == choices[script.size() - 1].options) script.pop_back();
    if (script.empty()) return;
    ++script.back();
  }
}

}  // namespace

void Walk::add_possible(NodeIndex node, const Trigger& trigger, std::vector<Possible>& possible) const {
  std::size_t scripts = 0;
  const auto run_by = [&](const auto& script) {
    if (++scripts > most_scripts)
      throw SpecError(world::call_in_words(model_, node, world().locals[node], trigger) +
                      ": its choices have more than " + std::to_string(most_scripts) +
                      " combinations; does it end?");
    return run(node, world().locals[node], trigger, script);
  };
  for_each_script(run_by, [&](const std::vector<std::size_t>& script, Outcome outcome) {
    WorldView next = after(world(), node, trigger, outcome);
    // What befalls links and changes none of them is no event, though a budget would be spent.
    const bool changes = is_for_all(trigger.kind) ? next.locals != world().locals : next != world();
    if (outcome.happened && changes)
      possible.push_back({{node, trigger, script}, std::move(outcome), std::move(next)});
  });
}

namespace {

constexpr std::size_t most_beginnings = 10'000;

}  // namespace

std::vector<std::vector<std::vector<std::size_t>>> start_combinations(const Model& model) {
  std::vector<std::vector<std::vector<std::size_t>>> combinations(1);
  for (NodeIndex node = 0; node < model.layout().node_count(); ++node) {
    const auto so_far = std::exchange(combinations, {});
    const bool starts = model.triggers()[model.layout().role_number_of(node)].starts;
    const auto run_by = [&](const auto& script) {
      return starts ? model.run(node, model.initial(node), {Trigger::Kind::start, 0, {}, {}}, script)
                    : Outcome{};
    };
    for_each_script(run_by, [&](const std::vector<std::size_t>& script, const Outcome&) {
      for (auto combination : so_far) {
        combination.push_back(script);
        combinations.push_back(std::move(combination));
        if (combinations.size() > most_beginnings)
          throw SpecError("the choices made in `start` give more than " + std::to_string(most_beginnings) +
                          " initial worlds, too many to be shown one by one");
      }
    });
  }
  return combinations;
}

Walk::Survey Walk::survey() const {
  Survey survey;
  for (NodeIndex node = 0; node < model_.layout().node_count(); ++node) {
    for (const Trigger& trigger : triggers(node)) {
      std::vector<Possible> by_trigger;
      try {
        add_possible(node, trigger, by_trigger);
        std::move(by_trigger.begin(), by_trigger.end(), std::back_inserter(survey.possible));
      } catch (const SpecError& error) {
        survey.broken.emplace_back(error.what());
      }
    }
  }
  return survey;
}

std::vector<Walk::Possible> Walk::possible() const {
  Survey survey = this->survey();
  if (!survey.broken.empty()) throw SpecError(survey.broken.front());
  return std::move(survey.possible);
}

namespace {

/// What a handler has chosen, by value: the same number may stand for another option in another state.
std::vector<std::string> chosen_by_handler(const std::vector<Choice>& choices) {
  std::vector<std::string> chosen;
  for (const Choice& choice : choices) {
    if (choice.kind == Choice::Kind::by_handler) chosen.push_back(choice.shown);
  }
  return chosen;
}

bool is_the_same(Trigger one, Trigger other) {
  if (one.kind == Trigger::Kind::act || one.kind == Trigger::Kind::reset) {
    one.packets.clear();
    other.packets.clear();
  }
  return one == other;
}

}  // namespace

Walk::Nearest Walk::nearest(const RecordedStep& step, const std::vector<Choice>& choices) const {
  Nearest result;
  std::vector<Possible> similar;
  for (const Trigger& trigger : triggers(step.node)) {
    if (!is_the_same(trigger, step.trigger)) continue;
    result.is_possible = true;
    add_possible(step.node, trigger, similar);
  }
  const std::vector<std::string> wanted = chosen_by_handler(choices);
  const auto chooses_otherwise = [&](const Possible& possible) {
    const std::vector<std::string> chosen = chosen_by_handler(possible.outcome.choices);
    const auto [one, other] = std::mismatch(chosen.begin(), chosen.end(), wanted.begin(), wanted.end());
    return one != chosen.end() && other != wanted.end();
  };
  std::erase_if(similar, chooses_otherwise);
  const auto agreement = [&](const Possible& possible) {
    const auto& taken = possible.step.choices;
    return std::mismatch(taken.begin(), taken.end(), step.choices.begin(), step.choices.end()).first -
           taken.begin();
  };
  const auto nearest = std::max_element(
      similar.begin(), similar.end(),
      [&](const Possible& one, const Possible& other) { return agreement(one) < agreement(other); });
  if (nearest != similar.end()) result.step = nearest->step;
  return result;
}

bool Walk::goes_on() const {
  const Survey now = survey();
  return !now.broken.empty() ||
         std::any_of(now.possible.begin(), now.possible.end(),
                     [](const Possible& possible) { return is_way_out(faults_of(possible.step.trigger)); });
}

}  // namespace pessimist
