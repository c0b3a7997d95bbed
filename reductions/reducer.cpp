#include "reductions/reducer.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "pessimist/parameter.hpp"
#include "reductions/alone_orbits.hpp"
#include "reductions/class_audit.hpp"
#include "reductions/dead_message_audit.hpp"
#include "reductions/independence_audit.hpp"
#include "reductions/permutation_audit.hpp"
#include "reductions/sleep_sets.hpp"

namespace pessimist::reductions {

namespace {

constexpr FaultSet proved_with_stubborn_sets{Fault::crash, Fault::restart, Fault::crash_in_handler,
                                             Fault::amnesia};

// A message that is lost lets the next of its link be received, of which the look at each node alone knows nothing; and what
// a node notices of others without a message, time among it, ties it to all of them.
void require_stubborn_is_proved(const world::System& system) {
  const auto refuse = [](const std::string& why) {
    throw UsageError("stubborn sets are not proved sound where " + why + "; --reduce all does without them");
  };
  for (const Fault fault : all_faults) {
    if (system.ledger().allows(fault) && !proved_with_stubborn_sets.contains(fault))
      refuse("there may be the fault '" + std::string(to_string(fault)) + "'");
  }
  if (system.has_guards()) refuse("nodes have clocks, suspect each other, or may not all be down at once");
}

bool some_message_is_prompt(const Model& model) {
  return std::find(model.prompt().begin(), model.prompt().end(), true) != model.prompt().end();
}

}  // namespace

Reducer::Reducer(world::System& system, ReductionSet wanted, const std::vector<std::size_t>& properties,
                 std::size_t alone_budget)
    : system_(system), group_(system.model()) {
  if (wanted.stubborn) require_stubborn_is_proved(system);
  restrain(wanted);
  at_work_.symmetry = wanted.symmetry && !group_.is_trivial();
  if (at_work_.symmetry) {
    symmetry_audit_ = std::make_unique<SymmetryAudit>(system_, group_);
    system_.steps().add_audit(*symmetry_audit_);
    property_audit_ = std::make_unique<PropertyAudit>(system_, group_, properties);
  }
  if (Staleness::is_said_by(system_.model())) {
    staleness_ = std::make_unique<Staleness>(system_, at_work_.symmetry ? &group_ : nullptr);
    stale_audit_ = std::make_unique<StaleAudit>(system_, *staleness_);
    system_.steps().add_audit(*stale_audit_);
  }
  if (wanted.alone || wanted.classes || wanted.stubborn)
    look_at_each_node_alone(wanted, properties, alone_budget);
  at_work_.sleep =
      wanted.sleep && !at_work_.symmetry && !at_work_.stubborn && SleepSets::are_sound_for(system_.model());
  world::Reduction reduction{normal_form_.get(), nullptr};
  if (stale_form_) reduction.normal_form = stale_form_.get();
  if (at_work_.symmetry) {
    known_views_ = std::make_unique<store::Renewable<CarrierViews::Known>>();
    reduction.make_canonicalizer = [this](unsigned worker) -> std::unique_ptr<world::Canonicalizer> {
      const ClassSignatures* classes = at_work_.classes ? normal_form_.get() : nullptr;
      return std::make_unique<OrbitCanonicalizer>(system_, group_, classes, *known_views_, worker);
    };
  }
  system_.reduce(std::move(reduction));
}

// Of a link that is cut the look at each node alone knows nothing, nor of what must not be on its way if time is to pass.
// And time passes for all nodes or none, until the first clock has come to the horizon: local states that differ in the
// clock alone are not alike.
void Reducer::restrain(ReductionSet& wanted) {
  const bool are_cut = system_.ledger().allows_some(faults_of_links);
  const bool waits = system_.model().clocks().horizon > 0 && some_message_is_prompt(system_.model());
  const bool has_clocks = system_.model().clocks().horizon > 0;
  if (!(wanted.alone || wanted.classes) || !(are_cut || has_clocks)) return;
  if (are_cut || waits) {
    wanted.alone = false;
    notes_.push_back(std::string("Dead messages and classes of local states are not used where ") +
                     (are_cut ? "links may be cut." : "time waits for messages."));
  } else {
    notes_.emplace_back("Classes of local states are not used where nodes have clocks.");
  }
  wanted.classes = false;
}

WorldAudit Reducer::world_audit() const {
  WorldAudit::Kinds kinds;
  kinds.independent_pairs = std::make_unique<IndependenceAudit>();
  if (at_work_.symmetry) kinds.permuted_worlds = std::make_unique<PermutationAudit>(group_, *symmetry_audit_);
  if (relevance_) {
    kinds.dead_messages =
        std::make_unique<DeadMessageAudit>(system_, alone_, *partition_, question_, *relevance_);
  }
  if (at_work_.classes)
    kinds.class_members = std::make_unique<ClassAudit>(system_, alone_, *partition_, question_);
  return WorldAudit(std::move(kinds));
}

void Reducer::look_at_each_node_alone(ReductionSet wanted, const std::vector<std::size_t>& properties,
                                      std::size_t budget) {
  try {
    const AloneOrbits orbits =
        at_work_.symmetry ? AloneOrbits(system_, group_, *symmetry_audit_) : AloneOrbits();
    alone_ = AloneExplorer(system_, budget, orbits).explore();
  } catch (const AloneFailure& failure) {
    const bool knows_dead_messages = wanted.alone && staleness_ && leave_out_stale_messages(properties);
    notes_.push_back(
        std::string(
            knows_dead_messages
                ? "Dead messages are those that the specification calls stale. Classes of local states"
                : "Dead messages, classes of local states") +
        " and stubborn sets take a look at each node alone, which was given up: " + failure.why + ".");
    return;
  }
  // No run need come to that step. If one does, the search will say so; but what is made of the closure holds for all of
  // an orbit only if every step of it is symmetric.
  if (const auto failure = symmetry_audit_ ? symmetry_audit_->failure() : std::nullopt) {
    notes_.push_back(
        "Dead messages, classes of local states and stubborn sets are not used together with symmetry "
        "here: " +
        *failure);
    return;
  }
  question_ = question_of(system_, alone_, properties);
  partition_ = std::make_unique<Partition>(system_, alone_, question_);
  at_work_.classes = wanted.classes;
  if (wanted.classes) partition_->refine();
  const Network network = system_.options().network;
  at_work_.alone = wanted.alone && (network == Network::unreliable ||
                                    (network == Network::unordered && !question_.looks_for_deadlocks));
  if (at_work_.alone) relevance_ = std::make_unique<Relevance>(system_, alone_, *partition_, question_);
  if (at_work_.alone || at_work_.classes)
    normal_form_ = std::make_unique<UnitNormalForm>(system_, alone_, *partition_, relevance_.get(), group_);
  at_work_.stubborn = wanted.stubborn;
  if (wanted.stubborn)
    mover_basis_ = std::make_unique<const MoverBasis>(system_, alone_, *partition_, question_);
}

// A step that only sends again what lies in an inbox is no event, and one that sends it for the first time is: where it is
// asked whether nothing can happen any more, nothing may be missing there (question.hpp).
bool Reducer::leave_out_stale_messages(const std::vector<std::size_t>& properties) {
  if (system_.options().network == Network::fifo) return false;
  const Question question = question_of(system_, {}, properties);
  if (question.looks_for_deadlocks) return false;
  std::vector<bool> kept(system_.model().message_names().size(), false);
  for (const Predicate* predicate : question.predicates) {
    for (const Predicate::Source& source : predicate->sources()) {
      if (source.is_messages) kept[source.number] = true;
    }
  }
  stale_form_ = std::make_unique<StaleNormalForm>(system_, *staleness_, std::move(kept));
  at_work_.alone = true;
  return true;
}

}  // namespace pessimist::reductions
