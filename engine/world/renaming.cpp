#include "world/renaming.hpp"

#include <algorithm>

namespace pessimist::world {

namespace {

void rename(std::vector<NodeIndex>& nodes, const Renaming& renaming) {
  for (NodeIndex& node : nodes) node = renaming[node];
  std::sort(nodes.begin(), nodes.end());
}

}  // namespace

Local renamed(const Model& model, NodeIndex node, const Local& local, const Renaming& renaming) {
  Local result = local;
  const unsigned role = model.layout().role_number_of(node);
  result.fields = model.renamed({ValueType::Kind::fields, role}, local.fields, renaming);
  for (ArmedTimer& timer : result.armed)
    timer.body = model.renamed({ValueType::Kind::timer, timer.type}, timer.body, renaming);
  std::sort(result.armed.begin(), result.armed.end());
  if (result.pending) {
    result.pending->body =
        model.renamed({ValueType::Kind::timer, result.pending->type}, result.pending->body, renaming);
  }
  rename(result.deaf_to, renaming);
  return result;
}

Packet renamed(const Model& model, const Packet& packet, const Renaming& renaming) {
  return {renaming[packet.from], renaming[packet.to], packet.type,
          model.renamed({ValueType::Kind::message, packet.type}, packet.body, renaming)};
}

Trigger renamed(const Model& model, const Trigger& trigger, const Renaming& renaming) {
  Trigger result = trigger;
  result.packets.clear();
  if (trigger.kind == Trigger::Kind::timeout || trigger.kind == Trigger::Kind::resume)
    result.timer = model.renamed({ValueType::Kind::timer, trigger.number}, trigger.timer, renaming);
  for (const Packet& packet : trigger.packets) result.packets.push_back(renamed(model, packet, renaming));
  // Those of a broken connection lie in the order in which they were sent.
  if (trigger.kind != Trigger::Kind::reset) std::sort(result.packets.begin(), result.packets.end());
  rename(result.nodes, renaming);
  return result;
}

}  // namespace pessimist::world
