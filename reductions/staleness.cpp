#include "reductions/staleness.hpp"

#include <algorithm>
#include <exception>
#include <new>

#include "world/call_words.hpp"
#include "world/own_events.hpp"
#include "world/renaming.hpp"

namespace pessimist::reductions {

std::string in_words(const Model& model, NodeIndex node, const Local& local, const Packet& packet) {
  return to_string(model.describe_message(packet.type, packet.body)) + " from " +
         model.layout().name(packet.from) + " to " + model.layout().name(node) + ", in state " +
         to_string(model.describe_fields(node, local.fields));
}

Staleness::Staleness(world::System& system, const SymmetryGroup* group) : system_(system) {
  if (group != nullptr) generators_ = group->generators();
}

bool Staleness::is_said_by(const Model& model) {
  return std::any_of(model.triggers().begin(), model.triggers().end(), [](const RoleTriggers& role) {
    return std::find(role.stale.begin(), role.stale.end(), true) != role.stale.end();
  });
}

bool Staleness::of(NodeIndex node, world::PartId local, world::PartId packet) {
  const Packet content = system_.parts().packet(packet);
  const Model& model = system_.model();
  if (!model.triggers()[model.layout().role_number_of(node)].stale[content.type]) return false;
  const Key key{(std::uint64_t{local} << 32) | packet, node};
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
  }
  const bool stale = ask(node, system_.parts().local(local), content);
  const std::lock_guard lock(mutex_);
  return known_.try_emplace(key, stale).first->second;
}

bool Staleness::allows_to_leave_out(NodeIndex node, world::PartId local, world::PartId packet) {
  if (!of(node, local, packet)) return false;
  const Key key{(std::uint64_t{local} << 32) | packet, node};
  {
    const std::lock_guard lock(mutex_);
    if (received_.contains(key)) return true;
  }
  const Local state = system_.parts().local(local);
  const Trigger trigger{Trigger::Kind::receive, 0, {}, {system_.parts().packet(packet)}};
  if (world::is_at_work(state)) {
    const world::LocalSteps steps = system_.steps().anew(node, local, system_.parts().trigger(trigger));
    try {
      require_nothing(local, steps);
    } catch (const SpecError& error) {
      throw SpecError(world::call_in_words(system_.model(), node, state, trigger) + ": " + error.what());
    }
  }
  const std::lock_guard lock(mutex_);
  received_.emplace(key, true);
  return true;
}

void Staleness::require_nothing(world::PartId local, const world::LocalSteps& steps) {
  for (const world::LocalStep& step : steps) {
    if (step.after == local && step.sends.empty()) continue;
    throw SpecError(std::string("`stale` says that this message no longer matters here, but it ") +
                    (step.after != local ? "changes the node" : "makes the node send something"));
  }
}

bool Staleness::ask(NodeIndex node, const Local& local, const Packet& packet) const {
  const Model& model = system_.model();
  const bool stale = ask_anyhow(node, local, packet);
  if (ask_anyhow(node, local, packet) != stale) {
    throw SpecError("`stale` answers differently when it is asked again: " +
                    in_words(model, node, local, packet));
  }
  for (const Renaming& renaming : generators_) {
    if (ask_anyhow(renaming[node], world::renamed(model, node, local, renaming),
                   world::renamed(model, packet, renaming)) == stale)
      continue;
    throw SpecError(
        "`stale` is not symmetric: with " + in_words(model.layout(), renaming) +
        " it says something else of " + in_words(model, node, local, packet) +
        ". It must not depend on the order of ids or tokens; --reduce without symmetry does without");
  }
  return stale;
}

bool Staleness::ask_anyhow(NodeIndex node, const Local& local, const Packet& packet) const {
  try {
    return system_.model().is_stale(node, local.fields, packet);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    throw SpecError("`stale` throws, asked about " + in_words(system_.model(), node, local, packet) + ": " +
                    error.what());
  }
}

}  // namespace pessimist::reductions
