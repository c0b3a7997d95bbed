#pragma once

// Worlds are built of representatives of classes (partition.hpp). Here other members of the classes of a world are asked
// on the real handlers: they must look the same to the properties, and answer alike.

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "reductions/audit.hpp"
#include "reductions/partition.hpp"

namespace pessimist::reductions {

class ClassAudit final : public Audit {
 public:
  ClassAudit(world::System& system, const Alone& alone, const Partition& partition, const Question& question);

  std::uint64_t look(world::Expander& expander, const world::UnfoldedWorld& world,
                     std::uint64_t seed) override;

  /// Throws where two local states of a node, by place, look different to a property, or answer differently to triggers
  /// chosen by `seed`.
  void compare(NodeIndex node, std::uint32_t one, std::uint32_t other, std::uint64_t seed);

 private:
  /// What a node does that a class shows: to which class it gets, whether it moves at all, what is sent.
  using Answer = std::pair<std::uint64_t, std::vector<std::uint32_t>>;
  using Answers = std::set<Answer>;

  /// Of each world, so many pairs; of each pair of local states, so many triggers.
  static constexpr std::uint64_t most_pairs = 2;
  static constexpr std::uint64_t most_triggers = 8;

  void compare_observations(NodeIndex node, std::uint32_t one, std::uint32_t other) const;
  /// A message in the inbox with another of its class. False if there is none.
  bool compare_packets(const world::Unit& unit, NodeIndex node, std::uint32_t local, std::uint64_t seed);
  Answers answers(NodeIndex node, std::uint32_t local, world::PartId trigger);
  std::optional<Answer> answer(NodeIndex node, std::uint32_t local, const world::LocalStep& step,
                               bool shows) const;

  world::System& system_;
  const Alone& alone_;
  const Partition& partition_;
  const Question& question_;
  std::vector<std::vector<std::vector<world::PartId>>> triggers_;  ///< by node, then by place
};

}  // namespace pessimist::reductions
