#include "world/renaming.hpp"

#include <algorithm>

namespace pessimist::world {

Local renamed(const Model& model, NodeIndex node, const Local& local, const Renaming& renaming) {
  Local result{local.up, local.armed, {}};
  const unsigned role = model.layout().role_number_of(node);
  result.fields = model.renamed({ValueType::Kind::fields, role}, local.fields, renaming);
  for (ArmedTimer& timer : result.armed)
    timer.body = model.renamed({ValueType::Kind::timer, timer.type}, timer.body, renaming);
  std::sort(result.armed.begin(), result.armed.end());
  return result;
}

Packet renamed(const Model& model, const Packet& packet, const Renaming& renaming) {
  return {renaming[packet.from], renaming[packet.to], packet.type,
          model.renamed({ValueType::Kind::message, packet.type}, packet.body, renaming)};
}

Trigger renamed(const Model& model, const Trigger& trigger, const Renaming& renaming) {
  Trigger result{trigger.kind, trigger.number, {}, {}, trigger.interrupted};
  if (trigger.kind == Trigger::Kind::timeout)
    result.timer = model.renamed({ValueType::Kind::timer, trigger.number}, trigger.timer, renaming);
  for (const Packet& packet : trigger.packets) result.packets.push_back(renamed(model, packet, renaming));
  std::sort(result.packets.begin(), result.packets.end());
  return result;
}

}  // namespace pessimist::world
