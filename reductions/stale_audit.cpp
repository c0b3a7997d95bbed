#include "reductions/stale_audit.hpp"

namespace pessimist::reductions {

using world::PartId;

void StaleAudit::look(NodeIndex node, PartId local, PartId trigger, const world::LocalSteps& steps) {
  require_nothing_received(node, local, trigger, steps);
  // What throws is not known afterwards, so that it throws again when a run comes to it.
  const std::lock_guard lock(mutex_);
  for (const world::LocalStep& step : steps) {
    const std::pair move(local, step.after);
    if (step.after != local && !known_[node].moves.contains(move)) {
      for (const PartId packet : known_[node].packets) require_still_stale(node, local, step.after, packet);
      known_[node].moves.insert(move);
    }
    for (const PartId packet : step.sends) {
      const NodeIndex to = system_.parts().packet(packet).to;
      if (known_[to].packets.contains(packet)) continue;
      for (const auto& [before, after] : known_[to].moves) require_still_stale(to, before, after, packet);
      known_[to].packets.insert(packet);
    }
  }
}

void StaleAudit::require_nothing_received(NodeIndex node, PartId local, PartId trigger,
                                          const world::LocalSteps& steps) {
  const Trigger cause = system_.parts().trigger(trigger);
  if (cause.kind != Trigger::Kind::receive) return;
  const PartId packet = system_.parts().packet(cause.packets.front());
  if (staleness_.of(node, local, packet)) Staleness::require_nothing(local, steps);
}

void StaleAudit::require_still_stale(NodeIndex node, PartId before, PartId after, PartId packet) {
  if (system_.parts().local(after).lies) return;  // it will never receive anything again
  if (!staleness_.of(node, before, packet) || staleness_.of(node, after, packet)) return;
  const Model& model = system_.model();
  throw SpecError(
      "once stale, always stale: `stale` says that a message no longer matters, but not so a step later: " +
      in_words(model, node, system_.parts().local(before), system_.parts().packet(packet)) +
      ", and then in state " + to_string(model.describe_fields(node, system_.parts().local(after).fields)));
}

}  // namespace pessimist::reductions
