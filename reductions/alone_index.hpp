#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reductions/alone.hpp"

namespace pessimist::reductions {

/// The graphs of the closure, for those who walk through them. Refers to the closure. Read-only.
class AloneIndex {
 public:
  struct Step {
    const Alone::Edge* edge;
    std::vector<std::uint32_t> needs;  ///< packets, by place among the node's: all must lie in its inbox
    FaultSet faults;
  };

  AloneIndex(world::System& system, const Alone& alone);

  /// Of a local state, by trigger.
  const std::vector<Step>& steps(NodeIndex node, std::uint32_t local) const { return steps_[node][local]; }
  /// Those with one trigger.
  std::span<const Step> steps(NodeIndex node, std::uint32_t local, world::PartId trigger) const;
  /// Of a packet, by number, among those that may be sent to its receiver.
  std::uint32_t place_of_packet(std::uint32_t packet) const { return places_[packet]; }

 private:
  std::vector<std::vector<std::vector<Step>>> steps_;
  std::vector<std::uint32_t> places_;
};

}  // namespace pessimist::reductions
