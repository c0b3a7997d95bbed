#pragma once

#include <vector>

#include "reductions/staleness.hpp"

namespace pessimist::reductions {

/// Units without the messages that a role's `stale` says no longer matter: for where the nodes cannot be explored alone.
class StaleNormalForm final : public world::NormalForm {
 public:
  /// `kept`: message types that are never left out, as a property or bound reads them.
  StaleNormalForm(const world::System& system, Staleness& staleness, std::vector<bool> kept)
      : system_(system), staleness_(staleness), kept_(std::move(kept)) {}

  void normalize(NodeIndex node, world::PartId& local, world::Packets& inbox) const override;

 private:
  const world::System& system_;
  Staleness& staleness_;
  std::vector<bool> kept_;
};

}  // namespace pessimist::reductions
