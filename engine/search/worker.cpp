#include "search/worker.hpp"

#include <algorithm>

namespace pessimist::search {

using store::EntrySet;
using Kind = PropertyInfo::Kind;

Worker::Worker(world::System& system, EntrySet& worlds, AwakeMasks* awake,
               const reductions::MoverBasis* stubborn, LayerMode& mode, unsigned number,
               const std::vector<std::size_t>& properties, std::vector<Kind> kinds)
    : worlds_(worlds),
      writer_(worlds.writer(number)),
      mode_(mode),
      expander_(system, number, properties),
      awake_(awake),
      kinds_(std::move(kinds)),
      retired_(kinds_.size(), false),
      looks_for_deadlocks_(std::find(kinds_.begin(), kinds_.end(), Kind::no_deadlock) != kinds_.end()),
      findings_(kinds_.size()) {
  if (awake_ != nullptr) sleep_.emplace(expander_);
  if (stubborn != nullptr) stubborn_.emplace(*stubborn);
}

std::vector<Findings> Worker::take_findings() {
  return std::exchange(findings_, std::vector<Findings>(kinds_.size()));
}

void Worker::Batch::clear() {
  parents.clear();
  cut = 0;
  transitions = 0;
  successors.clear();
}

// While one batch of successors is made, the index slots of the one before come in from memory; then that one is
// inserted.
void Worker::process(EntrySet::Range block, unsigned depth) {
  depth_ = depth;
  Batch* filling = &batches_.front();
  Batch* waiting = &batches_.back();
  for (store::Position position = block.begin; position != block.end; ++position) {
    make(position, depth, *filling);
    if (filling->successors.size() < batch_size) continue;
    insert(*waiting);
    std::swap(filling, waiting);
  }
  insert(*waiting);
  insert(*filling);
}

void Worker::make(store::Position position, unsigned depth, Batch& batch) {
  const std::size_t successors = batch.successors.size();
  const std::uint64_t transitions = batch.transitions;
  at_ = position;
  try {
    expander_.unfold(worlds_[position], world_);
    if (mode_.by_ledger && is_left_alone()) {
      batch.parents.push_back(position);
      return;
    }
    judge(position, depth, [](Kind kind) { return kind != Kind::no_deadlock; });
    if (expander_.judge().is_outside(expander_.units(world_), expander_.history(world_))) {
      ++batch.cut;
    } else if (!expand(position, batch)) {
      judge(position, depth, [](Kind kind) { return kind == Kind::no_deadlock; });
    }
    batch.parents.push_back(position);
    if (mode_.sample_size != 0) sample_.offer(expander_.hash(world_), position, mode_.sample_size);
  } catch (const world::OutOfRoom&) {
    batch.successors.resize(successors);
    batch.transitions = transitions;
    unfinished_.push_back(position);
  }
}

bool Worker::expand(store::Position position, Batch& batch) {
  const bool is_wanted = !mode_.judge_only.load(std::memory_order_relaxed);
  if (!is_wanted && !looks_for_deadlocks_) return true;
  bool goes_on = false;
  for (const world::Unit* unit : expander_.units(world_)) {
    goes_on |= unit->stirs;
    for (const NodeIndex peer : unit->stirs_if_down) goes_on |= !world_.units[peer]->up;
  }
  if (sleep_) sleep_->enter(world_, awake_->of(position));
  if (stubborn_) stubborn_->enter(world_);
  const auto wants = [&](NodeIndex node, std::size_t step) {
    return (!sleep_ || sleep_->is_awake(node, step)) && (!stubborn_ || stubborn_->contains(node, step));
  };
  if (sleep_ && !sleep_->some_are_awake()) return goes_on || (looks_for_deadlocks_ && goes_on_asleep());
  expander_.expand(world_, wants, [&](world::Root root, NodeIndex node, std::size_t step, const auto& nodes) {
    ++batch.transitions;
    goes_on |= is_way_out(world_.units[node]->steps[step].faults);
    const auto awake = sleep_ ? sleep_->take(node, step, nodes) : reductions::SleepSets::all;
    if (!is_wanted) return;
    const std::uint64_t hash = EntrySet::hash(root);
    worlds_.prefetch(hash);
    batch.successors.push_back({root, hash, awake});
  });
  return goes_on || (sleep_ && looks_for_deadlocks_ && goes_on_asleep());
}

bool Worker::goes_on_asleep() {
  bool goes_on = false;
  const auto sleeps = [&](NodeIndex node, std::size_t step) {
    return !goes_on && !sleep_->is_awake(node, step) && is_way_out(world_.units[node]->steps[step].faults);
  };
  expander_.expand(world_, sleeps, [&](world::Root, NodeIndex, std::size_t, const auto&) { goes_on = true; });
  return goes_on;
}

void Worker::insert(Batch& batch) {
  if (insert_successors(batch)) {
    transitions_.store(transitions() + batch.transitions, std::memory_order_relaxed);
    cut_ += batch.cut;
  } else {
    unfinished_.insert(unfinished_.end(), batch.parents.begin(), batch.parents.end());
  }
  batch.clear();
}

bool Worker::insert_successors(const Batch& batch) {
  if (mode_.judge_only.load(std::memory_order_relaxed)) return true;
  for (const auto& successor : batch.successors) worlds_.prefetch_entry(successor.hash);
  for (const auto& successor : batch.successors) {
    const auto [position, result] = worlds_.insert(successor.root, successor.hash, writer_);
    if (result == EntrySet::Result::full) return false;
    if (awake_ != nullptr) awake_->wake(position, depth_ + 1, successor.awake);
    if (result == EntrySet::Result::inserted && mode_.is_last) {
      mode_.judge_only.store(true, std::memory_order_relaxed);
      break;
    }
  }
  return true;
}

template <class IsOfKind>
void Worker::judge(store::Position position, unsigned depth, IsOfKind is_of_kind) {
  for (std::size_t property = 0; property < kinds_.size(); ++property) {
    if (retired_[property] || !is_of_kind(kinds_[property])) continue;
    if (expander_.judge().hits(property, expander_.units(world_), expander_.history(world_))) {
      record(property, position, depth);
    }
  }
}

world::PartId Worker::ledger() {
  if (!mode_.by_ledger) return 0;
  return world_.nodes[*expander_.system().ledger_leaf()];
}

bool Worker::is_left_alone() {
  const world::Ledger& ledgers = expander_.system().ledger();
  const world::PartId used = ledger();
  const bool is_known =
      std::all_of(mode_.breaking.begin(), mode_.breaking.end(),
                  [&](const Antichain& breaking) { return breaking.covers(ledgers, used); });
  return is_known || mode_.antichains.is_below(ledgers, expander_.without_faults(world_), used);
}

void Worker::record(std::size_t property, store::Position position, unsigned depth) {
  const std::uint64_t hash = expander_.hash(world_);
  const Finding found{position, depth, hash};
  const auto [known, is_new] = findings_[property].try_emplace(ledger(), found);
  if (!is_new && hash < known->second.hash) known->second = found;
  if (mode_.ends_at_violation && kinds_[property] != Kind::sometimes) {
    mode_.judge_only.store(true, std::memory_order_relaxed);
  }
}

}  // namespace pessimist::search
