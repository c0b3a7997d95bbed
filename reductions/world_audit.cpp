#include "reductions/world_audit.hpp"

#include <utility>

namespace pessimist::reductions {

WorldAudit::WorldAudit(Kinds kinds) : kinds_(std::move(kinds)) {
  counts_.independent_pairs.at_work = kinds_.independent_pairs != nullptr;
  counts_.permuted_worlds.at_work = kinds_.permuted_worlds != nullptr;
  counts_.dead_messages.at_work = kinds_.dead_messages != nullptr;
  counts_.class_members.at_work = kinds_.class_members != nullptr;
}

void WorldAudit::look(world::Expander& expander, const world::UnfoldedWorld& world, std::uint64_t hash) {
  if (expander.is_outside(world)) return;
  AuditCounts counts = counts_;
  std::uint64_t seed = hash;
  const auto look_at = [&](const std::unique_ptr<Audit>& kind, AuditCount& count) {
    seed = store::mix(seed + 1);
    if (kind) count.count += kind->look(expander, world, seed);
  };
  look_at(kinds_.independent_pairs, counts.independent_pairs);
  look_at(kinds_.permuted_worlds, counts.permuted_worlds);
  look_at(kinds_.dead_messages, counts.dead_messages);
  look_at(kinds_.class_members, counts.class_members);
  counts_ = counts;
}

}  // namespace pessimist::reductions
