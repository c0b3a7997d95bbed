#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

#include "pessimist/model.hpp"
#include "store/shared_memo.hpp"
#include "world/network.hpp"
#include "world/parts.hpp"
#include "world/watchdog.hpp"

namespace pessimist::world {

/// One thing that a node may do when triggered.
struct LocalStep {
  PartId after;                     ///< the node's local state
  Packets sends;                    ///< canonical (NetworkRules::canonical_sends)
  std::vector<std::size_t> script;  ///< what its `choose`s answered
};
using LocalSteps = std::vector<LocalStep>;

/// Looks at each step that is taken for the first time.
class StepAudit {
 public:
  StepAudit() = default;
  StepAudit(const StepAudit&) = delete;
  StepAudit& operator=(const StepAudit&) = delete;
  virtual ~StepAudit() = default;

  /// Throws SpecError, without saying at which step, where the protocol is not what it must be. Of several threads.
  virtual void look(NodeIndex node, PartId local, PartId trigger, const LocalSteps& steps) = 0;
};

/// What nodes do, each thing found out once: handlers are run for each distinct (node, local state, trigger), not for
/// each world. Safe for any number of threads.
///
/// A first-time step runs the handler twice for every script of choices and compares: the memo is sound only if
/// handlers are functions of what they are given.
class Steps {
 public:
  Steps(const Model& model, Parts& parts, NetworkRules rules, Watchdog& watchdog)
      : model_(model), parts_(parts), rules_(rules), watchdog_(watchdog) {}

  /// Every outcome, each once. Throws SpecError, which names the handler, the state and the message, where the handler
  /// throws, is not deterministic, or sends what its receiver cannot take.
  const LocalSteps& of(NodeIndex node, PartId local, PartId trigger);

  /// The same, found out anew, without remembering it and without a look by the audits. Throws as of() does.
  LocalSteps anew(NodeIndex node, PartId local, PartId trigger) { return find_out(node, local, trigger, {}); }

  /// What a node would do, without remembering it, and without a look by the audits.
  LocalSteps outcomes(NodeIndex node, const Local& before, const Trigger& trigger, bool twice = false);

  /// Calls visit(NodeIndex node, PartId trigger) for each handler call that was found out.
  template <class Visit>
  void for_each_call(Visit visit) const {
    known_.for_each([&](const Key& key, const auto&) {
      visit(static_cast<NodeIndex>(key.node_and_local >> 32), key.trigger);
    });
  }
  /// With which timers handlers went on where they yielded: role numbers, and timer types.
  const std::set<std::pair<unsigned, unsigned>>& went_on() const { return went_on_; }

  /// Before the first step.
  void add_audit(StepAudit& audit) { audits_.push_back(&audit); }

 private:
  struct Key {
    std::uint64_t node_and_local;
    PartId trigger;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };

  using Audits = std::vector<StepAudit*>;
  LocalSteps find_out(NodeIndex node, PartId local, PartId trigger, const Audits& audits);
  Outcome run(NodeIndex node, const Local& before, const Trigger& trigger,
              const std::vector<std::size_t>& script, bool twice);
  void require_receivers(const Outcome& outcome) const;

  const Model& model_;
  Parts& parts_;
  NetworkRules rules_;
  Watchdog& watchdog_;
  Audits audits_;
  store::SharedMemo<Key, std::unique_ptr<const LocalSteps>, KeyHash> known_;
  std::mutex went_on_mutex_;
  std::set<std::pair<unsigned, unsigned>> went_on_;
};

}  // namespace pessimist::world
