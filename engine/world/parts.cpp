#include "world/parts.hpp"

#include <string>

#include "pessimist/codec.hpp"
#include "store/hash.hpp"

namespace pessimist::world {

// The vocabulary's codec reads aggregates by reflection, so these parts need no code of their own: Local and Packet
// are encoded field by field, like any protocol's state.

PartId Parts::local(const Local& local) { return locals_.intern(encoded(local)); }
Local Parts::local(PartId id) const { return decoded<Local>(locals_[id]); }

PartId Parts::packet(const Packet& packet) { return packets_.intern(encoded(packet)); }
Packet Parts::packet(PartId id) const { return decoded<Packet>(packets_[id]); }

PartId Parts::sequence(const Packets& packets) { return sequences_.intern(encoded(packets)); }
Packets Parts::sequence(PartId id) const { return decoded<Packets>(sequences_[id]); }

std::uint64_t Parts::sequence_hash(PartId id) const {
  std::uint64_t sum = 0;
  for (const PartId packet : sequence(id)) sum += store::mix(packet_hash(packet));
  return sum;
}

PartId Parts::trigger(const Trigger& trigger) { return triggers_.intern(encoded(trigger)); }
Trigger Parts::trigger(PartId id) const { return decoded<Trigger>(triggers_[id]); }

std::size_t Parts::bytes() const {
  return locals_.bytes() + packets_.bytes() + sequences_.bytes() + triggers_.bytes();
}

}  // namespace pessimist::world
