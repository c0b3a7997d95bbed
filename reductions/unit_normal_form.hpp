#pragma once

#include <optional>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "reductions/class_signatures.hpp"
#include "reductions/relevance.hpp"
#include "reductions/symmetry_group.hpp"
#include "world/reduction.hpp"

namespace pessimist::reductions {

/// Units without dead messages (relevance.hpp), and with representatives of classes (partition.hpp).
class UnitNormalForm final : public world::NormalForm, public ClassSignatures {
 public:
  /// `relevance`: null, to leave nothing out.
  UnitNormalForm(const world::System& system, const Alone& alone, const Partition& partition,
                 const Relevance* relevance, const SymmetryGroup& group);

  void normalize(NodeIndex node, world::PartId& local, world::Packets& inbox) const override;

  const Signature* of_local(NodeIndex node, world::PartId local) const override;
  const Signature* of_packet(world::PartId packet) const override;

 private:
  bool is_foreseen(NodeIndex node, world::PartId local, const world::Packets& inbox) const;
  void choose_local_representatives(const Partition& partition, Signer& signer);
  void choose_packet_representatives(const Partition& partition, Signer& signer);

  const world::System& system_;
  const Alone& alone_;
  const Relevance* relevance_;
  bool has_bounds_;
  std::vector<std::vector<std::uint32_t>> local_representative_;                       ///< by node, by place
  std::vector<std::uint32_t> packet_representative_;                                   ///< by number
  std::vector<boost::unordered_flat_map<world::PartId, Signature>> local_signatures_;  ///< by node
  boost::unordered_flat_map<world::PartId, Signature> packet_signatures_;
};

}  // namespace pessimist::reductions
