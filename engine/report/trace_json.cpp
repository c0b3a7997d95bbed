#include "report/trace_json.hpp"

#include "report/end_facts.hpp"
#include "report/hex.hpp"
#include "report/named.hpp"
#include "report/node_words.hpp"
#include "report/run_json.hpp"
#include "report/step_facts.hpp"
#include "report/step_words.hpp"
#include "report/version.hpp"
#include "trace/dependence.hpp"

namespace pessimist {

using nlohmann::ordered_json;

namespace {

class TraceWriter {
 public:
  TraceWriter(const Model& model, Network network) : model_(model), network_(network) {}

  ordered_json initial(const WorldView& world) const {
    ordered_json nodes = ordered_json::array();
    for (NodeIndex node = 0; node < model_.layout().node_count(); ++node) {
      ordered_json one{{"node", model_.layout().name(node)}};
      one.update(state(node, world.locals[node]));
      nodes.push_back(std::move(one));
    }
    return {{"nodes", std::move(nodes)}};
  }

  ordered_json steps(const PropertyResult& property) const {
    const Trace& trace = property.trace.value();
    const Dependences dependences = pessimist::dependences(model_, network_, trace);
    const auto clocks = vector_clocks(model_, trace, dependences);
    const std::vector<bool> leads = leads_to_end(model_, network_, property);
    ordered_json all = ordered_json::array();
    const WorldView* before = &trace.initial;
    for (std::size_t i = 0; i < trace.steps.size(); ++i) {
      const TraceStep& one = trace.steps[i];
      ordered_json document{{"number", i + 1}};
      document.update(step(*before, one));
      document["others"] = others(*before, one);
      document["told"] = headline_of(model_, one);
      document["did"] = consequences_of(model_, network_, *before, one);
      document["causes"] = ordered_json::array();
      for (const std::size_t cause : dependences.causes[i]) document["causes"].push_back(cause + 1);
      document["vector_clock"] = clocks[i];
      document["leads"] = static_cast<bool>(leads[i]);
      all.push_back(std::move(document));
      before = &one.after;
    }
    return all;
  }

  /// All started from the same world: a start changes nothing but its own node.
  ordered_json starts(const std::vector<TraceStep>& steps) const {
    const WorldView before = before_starts(model_);
    ordered_json all = ordered_json::array();
    for (const TraceStep& one : steps) all.push_back(step(before, one));
    return all;
  }

 private:
  ordered_json step(const WorldView& before, const TraceStep& step) const {
    const StepFacts facts = facts_of(model_, network_, before, step);
    ordered_json document{{"node", model_.layout().name(step.node)},
                          {"index", step.node},
                          {"event", to_string(step.trigger.kind)}};
    if (step.trigger.interrupted) document["interrupted"] = true;
    if (step.trigger.loses_writes) document["loses_writes"] = true;
    if (step.trigger.paused) document["paused"] = true;
    if (step.trigger.turns) document["turns"] = true;
    document.update(cause(step));
    document["choices"] = ordered_json::array();
    for (const Choice& choice : step.outcome.choices) {
      ordered_json one{{"taken", choice.taken}, {"options", choice.options}, {"chosen", choice.shown}};
      if (choice.kind != Choice::Kind::by_handler) one["fault"] = choice.taken != 0;
      document["choices"].push_back(std::move(one));
    }
    document["changes"] = ordered_json::array();
    for (const Change& change : facts.changes) {
      document["changes"].push_back({{"field", change.field},
                                     {"before", to_string(change.before)},
                                     {"after", to_string(change.after)}});
    }
    document["disarms"] = timers(facts.disarmed);
    document["arms"] = timers(facts.armed);
    document["sends"] = ordered_json::array();
    for (const Sending& sending : facts.sends) {
      ordered_json message{{"to", model_.layout().name(sending.packet.to)}};
      message.update(readable(sending.packet));
      message["again"] = sending.again;
      document["sends"].push_back(std::move(message));
    }
    document["after"] = state(step.node, step.outcome.after);
    return document;
  }

  /// The nodes that are otherwise too behind what befell all.
  ordered_json others(const WorldView& before, const TraceStep& step) const {
    ordered_json nodes = ordered_json::array();
    for (NodeIndex node = 0; node < model_.layout().node_count(); ++node) {
      const Local& after = step.after.locals[node];
      if (node == step.node || before.locals[node] == after) continue;
      nodes.push_back({{"node", model_.layout().name(node)}, {"index", node}, {"after", state(node, after)}});
    }
    return nodes;
  }

  /// What set the node off.
  ordered_json cause(const TraceStep& step) const {
    ordered_json document = ordered_json::object();
    const Trigger& trigger = step.trigger;
    if (has_message(trigger.kind)) document["message"] = exact(trigger.packets.at(0));
    if (!trigger.nodes.empty()) {
      for (const NodeIndex node : trigger.nodes) document["nodes"].push_back(model_.layout().name(node));
      document["node_indices"] = trigger.nodes;
    }
    if (trigger.ticks != 0) document["ticks"] = trigger.ticks;
    if (has_timer(trigger.kind)) {
      document["timer"] = {{"type", model_.timer_names().at(trigger.number)},
                           {"value", timer_in_words(model_, {trigger.number, trigger.timer})},
                           {"bytes", to_hex(trigger.timer)}};
    }
    if (trigger.kind == Trigger::Kind::act) document["act"] = trigger.number;
    if (has_messages(trigger.kind)) {
      document["messages"] = ordered_json::array();
      for (const Packet& packet : trigger.packets) document["messages"].push_back(exact(packet));
    }
    return document;
  }

  ordered_json readable(const Packet& packet) const {
    return {{"type", model_.message_names().at(packet.type)}, {"value", message_in_words(model_, packet)}};
  }
  ordered_json exact(const Packet& packet) const {
    ordered_json document{{"from", model_.layout().name(packet.from)}, {"from_index", packet.from}};
    document.update(readable(packet));
    document["bytes"] = to_hex(packet.body);
    return document;
  }

  ordered_json timers(const std::vector<ArmedTimer>& armed) const {
    ordered_json list = ordered_json::array();
    for (const ArmedTimer& timer : armed) list.push_back(timer_in_words(model_, timer));
    return list;
  }

  ordered_json state(NodeIndex node, const Local& local) const {
    ordered_json fields = ordered_json::object();
    for (const auto& [name, value] : model_.describe_fields(node, local.fields).children) {
      fields[name] = to_string(value);
    }
    ordered_json document{{"up", local.up}, {"state", std::move(fields)}, {"timers", timers(local.armed)}};
    if (model_.triggers().at(model_.layout().role_number_of(node)).reads_clock)
      document["clock"] = local.clock;
    if (local.pending) document["stands_still_before"] = timer_in_words(model_, *local.pending);
    for (const NodeIndex sender : local.deaf_to) document["deaf_to"].push_back(model_.layout().name(sender));
    if (local.lies) document["lies"] = true;
    return document;
  }

  const Model& model_;
  Network network_;
};

}  // namespace

ordered_json trace_json(const Model& model, const Run& run, const PropertyResult& property) {
  const Trace& trace = property.trace.value();
  const bool violated = property.verdict == PropertyResult::Verdict::violated;
  const TraceWriter writer(model, run.network);
  ordered_json nodes = ordered_json::array();
  for (const NodeIndex node : property.nodes) nodes.push_back(model.layout().name(node));
  ordered_json read = ordered_json::array();
  for (const ValueRead& value : property.read) {
    read.push_back({{"node", model.layout().name(value.node)}, {"value", to_string(value.value)}});
    if (value.to) read.back()["to"] = model.layout().name(*value.to);
  }
  return {{"format", trace_format},
          {"version", trace_version},
          {"program", version()},
          {"spec", run.spec},
          {"parameters", parameters_json(run.parameters)},
          {"faults", faults_json(run.faults)},
          {"network", to_string(run.network)},
          {"property",
           {{"name", property.name},
            {"kind", to_string(property.kind)},
            {"claim", violated ? "violated" : "reached"},
            {"why", property.why},
            {"nodes", std::move(nodes)},
            {"read", std::move(read)}}},
          {"starts", writer.starts(trace.starts)},
          {"initial", writer.initial(trace.initial)},
          {"steps", writer.steps(property)}};
}

}  // namespace pessimist
