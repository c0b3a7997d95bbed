#include "reductions/symmetry_audit.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

#include <fmt/format.h>

#include "world/call_words.hpp"

namespace pessimist::reductions {

using world::PartId;

SymmetryAudit::SymmetryAudit(world::System& system, const SymmetryGroup& group) : system_(system) {
  for (Renaming& generator : group.generators())
    generators_.push_back(std::make_unique<RenamedParts>(system, std::move(generator)));
}

void SymmetryAudit::look(NodeIndex node, PartId local, PartId trigger, const world::LocalSteps& steps) {
  for (const auto& generator : generators_) look(node, local, trigger, steps, *generator);
}

void SymmetryAudit::look(NodeIndex node, PartId local, PartId trigger, const world::LocalSteps& steps,
                         RenamedParts& exchanged) {
  try {
    require_symmetry(node, local, trigger, steps, exchanged);
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

void SymmetryAudit::require_symmetry(NodeIndex node, PartId local, PartId trigger,
                                     const world::LocalSteps& steps, RenamedParts& exchanged) const {
  std::string instead;
  try {
    if (does_the_same(node, local, trigger, steps, exchanged)) return;
    instead = "does something else, not the same with the names exchanged";
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    instead = fmt::format("goes wrong ({})", error.what());
  }
  throw SpecError(fmt::format(
      "the specification is not symmetric: with {} the handler {}. It must not depend on the order of "
      "ids or tokens (the first of a set or map, say); a role whose nodes differ by rank declares "
      "`static constexpr bool ordered = true;`, and --reduce without symmetry does without",
      in_words(system_.model().layout(), exchanged.renaming()), instead));
}

bool SymmetryAudit::does_the_same(NodeIndex node, PartId local, PartId trigger,
                                  const world::LocalSteps& steps, RenamedParts& exchanged) const {
  const world::Parts& parts = system_.parts();
  using Effect = std::pair<PartId, world::Packets>;  // of a step
  std::vector<Effect> expected;
  std::vector<Effect> found;
  for (const world::LocalStep& step : steps) {
    world::Packets sends;
    for (const PartId packet : step.sends) sends.push_back(exchanged.packet(packet));
    expected.emplace_back(exchanged.local(node, step.after),
                          system_.rules().canonical_sends(std::move(sends)));
  }
  for (world::LocalStep& step :
       system_.steps().outcomes(exchanged.renaming()[node], parts.local(exchanged.local(node, local)),
                                parts.trigger(exchanged.trigger(trigger)))) {
    found.emplace_back(step.after, std::move(step.sends));
  }
  // Steps that do the same are one step, so these are sets.
  std::sort(expected.begin(), expected.end());
  std::sort(found.begin(), found.end());
  return found == expected;
}

}  // namespace pessimist::reductions
