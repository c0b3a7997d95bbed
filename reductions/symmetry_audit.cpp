#include "reductions/symmetry_audit.hpp"

#include <set>
#include <utility>

#include "world/call_words.hpp"
#include "world/renaming.hpp"

namespace pessimist::reductions {

namespace {

/// What a step does, to be compared.
using Effect = std::pair<world::PartId, world::Packets>;

}  // namespace

SymmetryAudit::SymmetryAudit(world::System& system, const SymmetryGroup& group)
    : system_(system), generators_(group.generators()) {}

void SymmetryAudit::look(NodeIndex node, world::PartId local, world::PartId trigger,
                         const world::LocalSteps& steps) {
  look(node, local, trigger, steps, generators_);
}

void SymmetryAudit::look(NodeIndex node, world::PartId local, world::PartId trigger,
                         const world::LocalSteps& steps, const std::vector<Renaming>& renamings) {
  try {
    for (const Renaming& renaming : renamings) look(node, local, trigger, steps, renaming);
  } catch (const SpecError& error) {
    const world::Parts& parts = system_.parts();
    const std::lock_guard lock(mutex_);
    if (!failure_)
      failure_ = world::call_in_words(system_.model(), node, parts.local(local), parts.trigger(trigger)) +
                 ": " + error.what();
    throw;
  }
}

std::optional<std::string> SymmetryAudit::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

void SymmetryAudit::look(NodeIndex node, world::PartId local, world::PartId trigger,
                         const world::LocalSteps& steps, const Renaming& renaming) {
  const Model& model = system_.model();
  world::Parts& parts = system_.parts();
  const Local before = parts.local(local);
  const Trigger cause = parts.trigger(trigger);
  std::set<Effect> expected;
  for (const world::LocalStep& step : steps) {
    world::Packets sends;
    for (const world::PartId packet : step.sends)
      sends.push_back(parts.packet(world::renamed(model, parts.packet(packet), renaming)));
    expected.emplace(parts.local(world::renamed(model, node, parts.local(step.after), renaming)),
                     system_.rules().canonical_sends(std::move(sends)));
  }
  std::set<Effect> found;
  for (world::LocalStep& step :
       system_.steps().outcomes(renaming[node], world::renamed(model, node, before, renaming),
                                world::renamed(model, cause, renaming))) {
    found.emplace(step.after, std::move(step.sends));
  }
  if (found == expected) return;
  throw SpecError(
      "the specification is not symmetric: with " + in_words(model.layout(), renaming) +
      " the handler does something else, not the same with the names exchanged. It must not depend on "
      "the order of ids or tokens (the first of a set or map, say); a role whose nodes differ by rank "
      "declares `static constexpr bool ordered = true;`, and --reduce without symmetry does without");
}

}  // namespace pessimist::reductions
