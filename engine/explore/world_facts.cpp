#include "explore/world_facts.hpp"

#include <set>

#include <fmt/format.h>

#include "pessimist/fault.hpp"
#include "pessimist/parameter.hpp"
#include "report/quantity_words.hpp"
#include "report/step_words.hpp"
#include "report/world_json.hpp"
#include "trace/explain.hpp"
#include "trace/look.hpp"

namespace pessimist::explore {

using nlohmann::ordered_json;

namespace {

/// Of a world, at once on the page.
constexpr std::size_t most_events_shown = 2'000;

}  // namespace

ordered_json step_facts(const Model& model, Network network, const WorldView& before, const TraceStep& step) {
  ordered_json faults = ordered_json::array();
  for (const Fault fault : all_faults) {
    if (faults_of(step.trigger).contains(fault)) faults.push_back(to_string(fault));
  }
  std::set<std::string> messages;
  for (const Packet& packet : step.trigger.packets) messages.insert(model.message_names().at(packet.type));
  for (const Packet& packet : step.outcome.sends) messages.insert(model.message_names().at(packet.type));
  return {{"index", step.node},
          {"everywhere", is_for_all(step.trigger.kind)},
          {"event", to_string(step.trigger.kind)},
          {"told", headline_of(model, step)},
          {"did", consequences_of(model, network, before, step)},
          {"faults", std::move(faults)},
          {"messages", messages}};
}

ordered_json event_facts(const Model& model, Network network, const Walk& walk) {
  ordered_json events = ordered_json::array();
  const Walk::Survey survey = walk.survey();
  if (survey.possible.size() > most_events_shown)
    throw UsageError(fmt::format("{} things can happen in this world: too many to be shown one by one",
                                 grouped(survey.possible.size())));
  for (const Walk::Possible& possible : survey.possible) {
    const TraceStep step{possible.step.node, possible.step.trigger, possible.outcome, possible.after};
    events.push_back(step_facts(model, network, walk.world(), step));
  }
  return {{"events", std::move(events)}, {"broken", survey.broken}};
}

namespace {

/// Those that are alike are counted.
ordered_json inbox_json(const Model& model, const std::vector<Packet>& inbox) {
  ordered_json messages = ordered_json::array();
  for (std::size_t i = 0; i < inbox.size(); ++i) {
    if (i > 0 && inbox[i] == inbox[i - 1]) {
      ++messages.back()["times"].get_ref<ordered_json::number_integer_t&>();
      continue;
    }
    ordered_json message = message_json(model, inbox[i]);
    message["from"] = model.layout().name(inbox[i].from);
    message["to"] = model.layout().name(inbox[i].to);
    message["times"] = ordered_json::number_integer_t{1};
    messages.push_back(std::move(message));
  }
  return messages;
}

}  // namespace

ordered_json world_facts(const Model& model, const Run& run, const Walk& walk) {
  const Trace& trace = walk.trace();
  const bool has_moved = !trace.steps.empty();
  const WorldView& before =
      trace.steps.size() > 1 ? trace.steps[trace.steps.size() - 2].after : trace.initial;
  ordered_json messages = ordered_json::array();
  for (const auto& inbox : walk.world().inboxes) {
    for (auto& message : inbox_json(model, inbox)) messages.push_back(std::move(message));
  }
  ordered_json faults = ordered_json::object();
  for (const auto& [fault, budget] : run.faults) {
    const auto used = walk.world().faults_used.find(fault);
    faults[std::string(to_string(fault))] = {
        {"used", used == walk.world().faults_used.end() ? 0 : used->second}, {"budget", budget}};
  }
  return {{"nodes", nodes_json(model, walk.world())},
          {"before", nodes_json(model, has_moved ? before : walk.world())},
          {"messages", std::move(messages)},
          {"stay", run.network == Network::unreliable},
          {"faults", std::move(faults)}};
}

ordered_json property_facts(const Model& model, const Walk& walk) {
  ordered_json properties = ordered_json::array();
  for (const PropertyInfo& property : model.properties()) {
    const Look look = look_at(model, property, walk);
    ordered_json nodes = ordered_json::array();
    ordered_json read = ordered_json::array();
    if (look.explanation) {
      for (const NodeIndex node : look.explanation->nodes) nodes.push_back(model.layout().name(node));
      for (const ValueRead& value : look.explanation->read)
        read.push_back({{"node", model.layout().name(value.node)}, {"value", to_string(value.value)}});
    }
    properties.push_back({{"name", property.name},
                          {"kind", to_string(property.kind)},
                          {"verdict", to_string(look.verdict)},
                          {"why", look.explanation ? look.explanation->why : ""},
                          {"nodes", std::move(nodes)},
                          {"read", std::move(read)}});
  }
  return properties;
}

ordered_json bounds_left(const Model& model, const Walk& walk) {
  ordered_json left = ordered_json::array();
  for (const BoundInfo& bound : model.bounds()) {
    if (explain(model, *bound.predicate, Judgement::Verdict::fails, walk.world(), walk.sent()))
      left.push_back(bound.name);
  }
  return left;
}

}  // namespace pessimist::explore
