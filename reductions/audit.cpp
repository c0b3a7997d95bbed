#include "reductions/audit.hpp"

#include <algorithm>

#include "world/call_words.hpp"

namespace pessimist::reductions {

std::string in_words(world::System& system, NodeIndex node, world::PartId local, world::PartId trigger) {
  return world::call_in_words(system.model(), node, system.parts().local(local),
                              system.parts().trigger(trigger));
}

void require_same_answer(world::System& system, NodeIndex node, world::PartId local, world::PartId trigger) {
  const world::LocalSteps& before = system.steps().of(node, local, trigger);
  const world::LocalSteps now = system.steps().anew(node, local, trigger);
  const auto is_same = [](const world::LocalStep& one, const world::LocalStep& other) {
    return one.after == other.after && one.sends == other.sends;
  };
  if (std::equal(before.begin(), before.end(), now.begin(), now.end(), is_same)) return;
  throw SpecError(in_words(system, node, local, trigger) +
                  ": the handler answers differently than it did earlier in the run; it must depend on "
                  "nothing but what it is given (no globals, clocks or random numbers)");
}

}  // namespace pessimist::reductions
