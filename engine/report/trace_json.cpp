#include "report/trace_json.hpp"

#include "report/claim_words.hpp"
#include "report/end_facts.hpp"
#include "report/hex.hpp"
#include "report/named.hpp"
#include "report/node_words.hpp"
#include "report/run_json.hpp"
#include "report/step_facts.hpp"
#include "report/step_words.hpp"
#include "report/version.hpp"
#include "report/world_json.hpp"
#include "trace/dependence.hpp"

namespace pessimist {

using nlohmann::ordered_json;

namespace {

class TraceWriter {
 public:
  TraceWriter(const Model& model, Network network) : model_(model), network_(network) {}

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
    document["disarms"] = timers_json(model_, facts.disarmed);
    document["arms"] = timers_json(model_, facts.armed);
    document["sends"] = ordered_json::array();
    for (const Sending& sending : facts.sends) {
      ordered_json message{{"to", model_.layout().name(sending.packet.to)}};
      message.update(message_json(model_, sending.packet));
      message["again"] = sending.again;
      document["sends"].push_back(std::move(message));
    }
    document["after"] = local_json(model_, step.node, step.outcome.after);
    return document;
  }

  /// The nodes that are otherwise too behind what befell all.
  ordered_json others(const WorldView& before, const TraceStep& step) const {
    ordered_json nodes = ordered_json::array();
    for (NodeIndex node = 0; node < model_.layout().node_count(); ++node) {
      const Local& after = step.after.locals[node];
      if (node == step.node || before.locals[node] == after) continue;
      nodes.push_back({{"node", model_.layout().name(node)},
                       {"index", node},
                       {"after", local_json(model_, node, after)}});
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

  ordered_json exact(const Packet& packet) const {
    ordered_json document{{"from", model_.layout().name(packet.from)}, {"from_index", packet.from}};
    document.update(message_json(model_, packet));
    document["bytes"] = to_hex(packet.body);
    return document;
  }

  const Model& model_;
  Network network_;
};

/// What the trace is said to show. Of a path that claims nothing: `{"name": "", "kind": "", "claim": "nothing", ...}`.
ordered_json claim_json(const Model& model, const PropertyResult& property) {
  ordered_json nodes = ordered_json::array();
  for (const NodeIndex node : property.nodes) nodes.push_back(model.layout().name(node));
  ordered_json read = ordered_json::array();
  for (const ValueRead& value : property.read) {
    read.push_back({{"node", model.layout().name(value.node)}, {"value", to_string(value.value)}});
    if (value.to) read.back()["to"] = model.layout().name(*value.to);
  }
  const bool violated = property.verdict == PropertyResult::Verdict::violated;
  const bool claims = claims_something(property);
  return {{"name", property.name},
          {"kind", claims ? to_string(property.kind) : ""},
          {"claim", !claims    ? "nothing"
                    : violated ? "violated"
                               : "reached"},
          {"why", property.why},
          {"nodes", std::move(nodes)},
          {"read", std::move(read)}};
}

}  // namespace

ordered_json trace_json(const Model& model, const Run& run, const PropertyResult& property) {
  const Trace& trace = property.trace.value();
  const TraceWriter writer(model, run.network);
  return {{"format", trace_format},
          {"version", trace_version},
          {"program", version()},
          {"spec", run.spec},
          {"parameters", parameters_json(run.parameters)},
          {"faults", faults_json(run.faults)},
          {"network", to_string(run.network)},
          {"property", claim_json(model, property)},
          {"starts", writer.starts(trace.starts)},
          {"initial", {{"nodes", nodes_json(model, trace.initial)}}},
          {"steps", writer.steps(property)}};
}

}  // namespace pessimist
