#include "world/observations.hpp"

#include <exception>

#include "pessimist/codec.hpp"

namespace pessimist::world {

std::uint32_t Observations::observe(std::size_t source, NodeIndex node, PartId local, PartId inbox) {
  const Predicate::Source& from = predicate_.sources()[source];
  if (from.is_messages) return observe_messages(source, inbox);
  if (model_.layout().role_number_of(node) != from.number) return nothing;
  std::string bytes = encoded(node);
  bytes += predicate_.observe(source, parts_.local(local).fields);
  return names_[source].intern(bytes);
}

std::uint32_t Observations::observe_messages(std::size_t source, PartId packets) {
  const unsigned type = predicate_.sources()[source].number;
  Packets seen = parts_.sequence(packets);
  std::erase_if(seen, [&](PartId packet) { return parts_.packet(packet).type != type; });
  return parts_.sequence(seen);
}

void Observations::read(std::size_t source, std::uint32_t name, std::vector<Reading>& readings) const {
  if (predicate_.sources()[source].is_messages) {
    for (const PartId id : parts_.sequence(name)) {
      Packet packet = parts_.packet(id);
      readings.push_back({packet.from, packet.to, std::move(packet.body)});
    }
    return;
  }
  const std::string_view bytes = names_[source][name];
  constexpr std::size_t prefix = sizeof(NodeIndex);
  readings.push_back({decoded<NodeIndex>(bytes.substr(0, prefix)), 0, std::string(bytes.substr(prefix))});
}

}  // namespace pessimist::world
