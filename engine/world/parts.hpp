#pragma once

#include <cstdint>
#include <vector>

#include "pessimist/model.hpp"
#include "store/interner.hpp"

namespace pessimist::world {

/// The name of an interned part of a world: a local state, a packet, an inbox, a trigger. Each kind has names of its own.
using PartId = std::uint32_t;

/// A sequence of packets, by name.
using Packets = std::vector<PartId>;

/// Every value that a part of a world takes, each stored once. Safe for any number of threads.
///
/// Content hashes name a value by its content, so they are the same on every run, for any number of workers; the ids
/// are not.
class Parts {
 public:
  PartId local(const Local& local);
  Local local(PartId id) const;
  std::uint64_t local_hash(PartId id) const { return locals_.content_hash(id); }

  PartId packet(const Packet& packet);
  Packet packet(PartId id) const;
  std::uint64_t packet_hash(PartId id) const { return packets_.content_hash(id); }

  /// A sequence as it is: whoever uses one as a set sorts it first (network.hpp).
  PartId sequence(const Packets& packets);
  Packets sequence(PartId id) const;
  /// Of a set: equal for the same packets in another order.
  std::uint64_t sequence_hash(PartId id) const;

  /// Triggers by name; those of packets are named by the packets' ids.
  PartId trigger(const Trigger& trigger);
  Trigger trigger(PartId id) const;

  std::size_t bytes() const;

 private:
  store::Interner locals_, packets_, sequences_, triggers_;
};

}  // namespace pessimist::world
