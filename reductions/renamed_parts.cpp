#include "reductions/renamed_parts.hpp"

#include "world/renaming.hpp"

namespace pessimist::reductions {

using world::PartId;

PartId RenamedParts::local(NodeIndex node, PartId local) {
  world::Parts& parts = system_.parts();
  return locals_.at((std::uint64_t{node} << 32) | local, [&] {
    return parts.local(world::renamed(system_.model(), node, parts.local(local), renaming_));
  });
}

PartId RenamedParts::packet(PartId packet) {
  world::Parts& parts = system_.parts();
  return packets_.at(
      packet, [&] { return parts.packet(world::renamed(system_.model(), parts.packet(packet), renaming_)); });
}

PartId RenamedParts::trigger(PartId trigger) {
  world::Parts& parts = system_.parts();
  return triggers_.at(trigger, [&] {
    return parts.trigger(world::renamed(system_.model(), parts.trigger(trigger), renaming_));
  });
}

}  // namespace pessimist::reductions
