#include "report/world_json.hpp"

#include "report/node_words.hpp"

namespace pessimist {

using nlohmann::ordered_json;

ordered_json message_json(const Model& model, const Packet& packet) {
  return {{"type", model.message_names().at(packet.type)}, {"value", message_in_words(model, packet)}};
}

ordered_json timers_json(const Model& model, const std::vector<ArmedTimer>& armed) {
  ordered_json list = ordered_json::array();
  for (const ArmedTimer& timer : armed) list.push_back(timer_in_words(model, timer));
  return list;
}

ordered_json local_json(const Model& model, NodeIndex node, const Local& local) {
  ordered_json fields = ordered_json::object();
  for (const auto& [name, value] : model.describe_fields(node, local.fields).children) {
    fields[name] = to_string(value);
  }
  ordered_json document{
      {"up", local.up}, {"state", std::move(fields)}, {"timers", timers_json(model, local.armed)}};
  if (model.triggers().at(model.layout().role_number_of(node)).reads_clock) document["clock"] = local.clock;
  if (local.pending) document["stands_still_before"] = timer_in_words(model, *local.pending);
  for (const NodeIndex sender : local.deaf_to) document["deaf_to"].push_back(model.layout().name(sender));
  if (local.lies) document["lies"] = true;
  return document;
}

ordered_json nodes_json(const Model& model, const WorldView& world) {
  ordered_json nodes = ordered_json::array();
  for (NodeIndex node = 0; node < model.layout().node_count(); ++node) {
    ordered_json one{{"node", model.layout().name(node)}};
    one.update(local_json(model, node, world.locals[node]));
    nodes.push_back(std::move(one));
  }
  return nodes;
}

}  // namespace pessimist
