#include "world/judge.hpp"

namespace pessimist::world {

Judge::Judge(System& system, SharedUnits& units) {
  const Model& model = system.model();
  for (std::size_t number = 0; number < units.properties.size(); ++number) {
    const PropertyInfo& property = model.properties()[units.properties[number]];
    const bool is_witnessed = property.kind == PropertyInfo::Kind::sometimes;
    properties_.emplace_back(system, property.name, property.predicate,
                             is_witnessed ? Judgement::Verdict::holds : Judgement::Verdict::fails,
                             units.of_properties[number]);
  }
  for (std::size_t number = 0; number < model.bounds().size(); ++number) {
    const BoundInfo& bound = model.bounds()[number];
    bounds_.emplace_back(system, bound.name, bound.predicate, Judgement::Verdict::fails,
                         units.of_bounds[number]);
  }
  std::size_t slot = 0;
  for (auto* memos : {&properties_, &bounds_}) {
    for (PredicateMemo& memo : *memos) {
      memo.set_first_slot(slot);
      slot += memo.sources();
    }
  }
}

std::vector<std::uint32_t> Judge::observe(NodeIndex node, PartId local, PartId inbox) {
  std::vector<std::uint32_t> observed;
  for (auto* memos : {&properties_, &bounds_}) {
    for (PredicateMemo& memo : *memos) memo.observe(node, local, inbox, observed);
  }
  observed.shrink_to_fit();
  return observed;
}

bool Judge::is_outside(Units units, std::optional<PartId> history) {
  for (PredicateMemo& bound : bounds_) {
    if (bound.hits(units, history)) return true;
  }
  return false;
}

}  // namespace pessimist::world
