#include <algorithm>
#include <utility>

#include "pessimist/model.hpp"

namespace pessimist {

namespace {

bool holds(const std::vector<NodeIndex>& nodes, NodeIndex node) {
  return std::binary_search(nodes.begin(), nodes.end(), node);
}

/// The node does not hear the others any more for which this is so.
template <class IsApart>
void part(const Model& model, Fault fault, NodeIndex node, Local& local, IsApart is_apart) {
  for (NodeIndex other = 0; other < model.layout().node_count(); ++other) {
    if (other == node || holds(local.deaf_to, other) || !is_apart(other)) continue;
    if (!can_part(model, fault, other, node)) continue;
    local.deaf_to.insert(std::upper_bound(local.deaf_to.begin(), local.deaf_to.end(), other), other);
  }
}

/// Returns whether the clock can show that.
bool move_clock(const Model& model, Ticks ticks, Local& local) {
  const Ticks shown = local.clock + ticks;
  if (shown < 0 || shown > model.clocks().horizon) return false;
  local.clock = shown;
  return true;
}

bool tick(const Model& model, NodeIndex node, const Trigger& trigger, Local& local) {
  if (!model.triggers()[model.layout().role_number_of(node)].reads_clock) return true;
  return move_clock(model, holds(trigger.nodes, node) ? trigger.ticks : 1, local);
}

}  // namespace

bool takes_messages(Trigger::Kind kind, Network network) {
  const bool is_of_messages = kind == Trigger::Kind::receive || kind == Trigger::Kind::reset;
  return is_of_messages && network != Network::unreliable;
}

bool befall(const Model& model, NodeIndex node, const Trigger& trigger, Outcome& outcome) {
  Local& local = outcome.after;
  const std::vector<NodeIndex>& nodes = trigger.nodes;
  switch (trigger.kind) {
    case Trigger::Kind::tick:
      outcome.happened = tick(model, node, trigger, local);
      return true;
    case Trigger::Kind::jump:
      outcome.happened = move_clock(model, trigger.ticks, local);
      return true;
    case Trigger::Kind::partition:
      part(model, Fault::partition, node, local,
           [&](NodeIndex other) { return holds(nodes, other) != holds(nodes, node); });
      return true;
    case Trigger::Kind::isolate:
      part(model, Fault::isolate, node, local,
           [&](NodeIndex other) { return holds(nodes, other) || holds(nodes, node); });
      return true;
    case Trigger::Kind::cut:
      part(model, Fault::cut, node, local, [&](NodeIndex other) { return holds(nodes, other); });
      return true;
    case Trigger::Kind::heal:
      local.deaf_to.clear();
      return true;
    case Trigger::Kind::drop:
    case Trigger::Kind::duplicate:
      return true;
    default:
      return false;
  }
}

void go_down(std::string fields, Local& local) {
  local.up = false;
  local.armed.clear();
  local.pending.reset();
  local.fields = std::move(fields);
}

void be_as_at_first(const std::string& fields, Local& local) {
  local.up = true;
  local.armed.clear();
  local.pending.reset();
  local.fields = fields;
}

bool listens(const Model& model, NodeIndex to, NodeIndex from) {
  const Layout& layout = model.layout();
  const RoleTriggers& role = model.triggers()[layout.role_number_of(to)];
  const unsigned sender = layout.role_number_of(from);
  if (role.suspects[sender] || role.hears_of_resets[sender]) return true;
  return std::any_of(role.receives.begin(), role.receives.end(),
                     [&](const std::vector<bool>& from_role) { return from_role[sender]; });
}

bool can_part(const Model& model, Fault fault, NodeIndex from, NodeIndex to) {
  const auto is_spared = [&](NodeIndex node) {
    return model.triggers()[model.layout().role_number_of(node)].spared.contains(fault);
  };
  return !is_spared(from) && !is_spared(to) && listens(model, to, from);
}

}  // namespace pessimist
