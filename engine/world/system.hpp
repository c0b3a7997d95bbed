#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pessimist/model.hpp"
#include "store/entry_set.hpp"
#include "world/guards.hpp"
#include "world/ledger.hpp"
#include "world/network.hpp"
#include "world/parts.hpp"
#include "world/reduction.hpp"
#include "world/steps.hpp"
#include "world/tree.hpp"
#include "world/watchdog.hpp"

namespace pessimist::world {

struct SystemOptions {
  Network network = Network::unreliable;
  std::map<Fault, unsigned> budgets;
  std::vector<bool> history;  ///< [message type]: a property reads all that were ever sent
  unsigned workers = 1;
  std::size_t first_slots = 1024;  ///< of the tables
  std::chrono::milliseconds handler_time{10'000};
  std::function<void(const std::string&)> on_hang;
  std::optional<unsigned> most_faults{};  ///< together
};

/// What all workers share: the interned parts of worlds, what nodes do, and the tables by which a world is folded.
///
/// A **unit** is a node's local state with its inbox, folded to one name. The leaves of a world's tree are its units,
/// by node, then the ledger of faults where faults are allowed, then the history of messages where it must be kept.
class System {
 public:
  /// Throws UsageError or SpecError where the model does not have what the options ask for.
  System(const Model& model, SystemOptions options);

  const Model& model() const { return model_; }
  const SystemOptions& options() const { return options_; }
  Parts& parts() { return parts_; }
  const Parts& parts() const { return parts_; }
  const NetworkRules& rules() const { return rules_; }
  Steps& steps() { return steps_; }
  const Steps& steps() const { return steps_; }
  Watchdog& watchdog() { return watchdog_; }
  const Ledger& ledger() const { return ledger_; }
  /// Whether a fault may befall a node, or the messages to it, in this run.
  bool allows(NodeIndex node, Fault fault) const {
    return ledger_.allows(fault) &&
           !model_.triggers()[model_.layout().role_number_of(node)].spared.contains(fault);
  }
  Guards needs_of_crash() const { return model_.most_down() ? guards::room_to_crash : guards::none; }
  /// Whether some step may need more of the world than its node and a fault's budget.
  bool has_guards() const { return has_guards_; }
  store::EntrySet& units() { return units_; }
  const store::EntrySet& units() const { return units_; }
  Tree& tree() { return tree_; }
  const Tree& tree() const { return tree_; }

  /// Before the first world is made.
  void reduce(Reduction reduction) { reduction_ = std::move(reduction); }
  const Reduction& reduction() const { return reduction_; }

  /// The name of a unit, in normal form. Throws OutOfRoom.
  PartId unit(NodeIndex node, PartId local, Packets inbox, store::EntrySet::Writer& writer) {
    if (reduction_.normal_form != nullptr) reduction_.normal_form->normalize(node, local, inbox);
    return fold_pair(units_, writer, local, parts_.sequence(inbox));
  }

  NodeIndex nodes() const { return nodes_; }
  std::optional<std::size_t> ledger_leaf() const { return ledger_leaf_; }
  std::optional<std::size_t> history_leaf() const { return history_leaf_; }
  bool keeps_history_of(unsigned message_type) const {
    return history_leaf_ && options_.history[message_type];
  }

  bool wants_growth() const { return units_.wants_growth() || tree_.table().wants_growth(); }
  std::size_t bytes() const { return parts_.bytes() + units_.bytes() + tree_.table().bytes(); }

  /// The leaves of every world that may be first: each combination of what the nodes' `start`s may do. Throws OutOfRoom.
  std::vector<Tree::Nodes> initial_worlds();
  /// The leaves of a world given in full. `sent`: every message sent on the way there. Throws OutOfRoom.
  Tree::Nodes leaves_of(const std::vector<Local>& locals, const std::vector<std::vector<Packet>>& inboxes,
                        const std::map<Fault, unsigned>& faults, const std::set<Packet>& sent);
  /// What a node's `start` may do; for a role without one, nothing, which is a single step.
  LocalSteps start_steps(NodeIndex node);

 private:
  Tree::Nodes initial_world(const std::vector<LocalSteps>& starts, const std::vector<std::size_t>& outcomes);
  std::size_t count_leaves();

  const Model& model_;
  SystemOptions options_;
  NodeIndex nodes_;
  Parts parts_;
  NetworkRules rules_;
  Watchdog watchdog_;
  Steps steps_;
  Ledger ledger_;
  Reduction reduction_;
  std::optional<std::size_t> ledger_leaf_, history_leaf_;
  bool has_guards_ = false;
  store::EntrySet units_;
  Tree tree_;
};

}  // namespace pessimist::world
