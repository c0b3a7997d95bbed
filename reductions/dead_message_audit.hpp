#pragma once

// A dead message is left out of its receiver's inbox (relevance.hpp). Here one is delivered after all, on the real
// handlers and in the local states that the world's representative stands for. It must change nothing, must stay dead in
// whatever the node does next, and no act that reads its type may do anything.

#include "reductions/class_audit.hpp"
#include "reductions/relevance.hpp"

namespace pessimist::reductions {

class DeadMessageAudit final : public Audit {
 public:
  DeadMessageAudit(world::System& system, const Alone& alone, const Partition& partition,
                   const Question& question, const Relevance& relevance)
      : system_(system),
        alone_(alone),
        partition_(partition),
        question_(question),
        relevance_(relevance),
        classes_(system, alone, partition, question) {}

  std::uint64_t look(world::Expander& expander, const world::UnfoldedWorld& world,
                     std::uint64_t seed) override;

 private:
  /// Of each world.
  static constexpr std::uint64_t most_messages = 4;

  /// A packet, by number, that is dead in a local state, and that the node has a handler for.
  std::optional<std::uint32_t> choose(NodeIndex node, std::uint32_t local, std::uint64_t seed) const;
  void deliver(NodeIndex node, std::uint32_t local, std::uint32_t packet, std::uint64_t seed);
  void require_dead_later(NodeIndex node, const world::Unit& unit, std::uint32_t packet) const;
  void require_no_act(NodeIndex node, const world::Unit& unit, std::uint32_t local, std::uint32_t packet);
  /// Whether the closure has met the trigger there.
  bool is_foreseen(NodeIndex node, std::uint32_t local, const Trigger& trigger);
  /// Throws where a trigger does something. Returns the local states afterwards, by place.
  std::vector<std::uint32_t> require_nothing(NodeIndex node, std::uint32_t local, const Trigger& trigger,
                                             std::uint32_t packet);
  std::string shown(std::uint32_t packet) const;

  world::System& system_;
  const Alone& alone_;
  const Partition& partition_;
  const Question& question_;
  const Relevance& relevance_;
  ClassAudit classes_;
};

}  // namespace pessimist::reductions
