#include "report/end_facts.hpp"

#include <algorithm>

#include "report/claim_words.hpp"
#include "trace/dependence.hpp"

namespace pessimist {

namespace {

bool reads(const PropertyInfo& property, bool messages, unsigned number) {
  const auto& sources = property.predicate->sources();
  return std::any_of(sources.begin(), sources.end(), [&](const Predicate::Source& source) {
    return source.is_messages == messages && source.number == number;
  });
}

}  // namespace

const PropertyInfo& info_of(const Model& model, const PropertyResult& property) {
  const auto& all = model.properties();
  return *std::find_if(all.begin(), all.end(),
                       [&](const PropertyInfo& one) { return one.name == property.name; });
}

std::vector<NodeIndex> nodes_at_end(const Model& model, const PropertyResult& property) {
  const bool is_of_all = property.kind == PropertyInfo::Kind::no_deadlock || !claims_something(property);
  if (!property.nodes.empty() && !is_of_all) return property.nodes;
  std::vector<NodeIndex> nodes;
  for (NodeIndex node = 0; node < model.layout().node_count(); ++node) {
    if (is_of_all || reads(info_of(model, property), false, model.layout().role_number_of(node)))
      nodes.push_back(node);
  }
  return nodes;
}

std::vector<bool> leads_to_end(const Model& model, Network network, const PropertyResult& property) {
  const Trace& trace = property.trace.value();
  if (!claims_something(property)) return std::vector<bool>(trace.steps.size(), true);
  const std::vector<NodeIndex> nodes = nodes_at_end(model, property);
  std::vector<std::size_t> ends;
  const WorldView* before = &trace.initial;
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    const TraceStep& step = trace.steps[i];
    const bool is_there = std::any_of(nodes.begin(), nodes.end(), [&](NodeIndex node) {
      return node == lane_of(model, step) || before->locals[node] != step.after.locals[node];
    });
    const auto is_read = [&](const Packet& packet) {
      return reads(info_of(model, property), true, packet.type);
    };
    const auto& sends = step.outcome.sends;
    if (is_there || std::any_of(sends.begin(), sends.end(), is_read)) ends.push_back(i);
    before = &step.after;
  }
  return causal_past(dependences(model, network, trace), ends);
}

}  // namespace pessimist
