#include "search/worker.hpp"

#include <algorithm>

namespace pessimist::search {

using store::EntrySet;
using Kind = PropertyInfo::Kind;
using Sight = world::Glance::Sight;

Worker::Worker(world::System& system, world::SharedUnits& units, EntrySet& worlds, AwakeMasks* awake,
               reductions::StubbornSets::Common* stubborn, LayerMode& mode, unsigned number,
               std::vector<Kind> kinds)
    : worlds_(worlds),
      writer_(worlds.writer(number)),
      mode_(mode),
      expander_(system, units, number),
      glance_(system),
      awake_(awake),
      kinds_(std::move(kinds)),
      retired_(kinds_.size(), false),
      looks_for_deadlocks_(std::find(kinds_.begin(), kinds_.end(), Kind::no_deadlock) != kinds_.end()),
      findings_(kinds_.size()),
      batches_{Batch(expander_.tree_batch()), Batch(expander_.tree_batch())} {
  unfolded_.resize(most_unfolded);
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
  trees.shorten(0);
}

void Worker::process(EntrySet::Range block, unsigned depth) {
  depth_ = depth;
  for (store::Position begin = block.begin; begin != block.end;) {
    const auto end = static_cast<store::Position>(std::min<std::size_t>(block.end, begin + most_unfolded));
    process_chosen({begin, end}, depth);
    begin = end;
  }
  insert(*waiting_);
  fold(*filling_);
  insert(*filling_);
}

// While one batch of successors is made, the index slots of the one before come in from memory; then that one is inserted.
void Worker::process_chosen(EntrySet::Range range, unsigned depth) {
  choose(range);
  expander_.unfold_leaves(roots_, unfolded_);
  for (std::size_t i = 0; i < chosen_.size(); ++i) {
    world_ = &unfolded_[i];
    make(chosen_[i], depth, *filling_);
    if (filling_->successors.size() < batch_size) continue;
    fold(*filling_);
    insert(*waiting_);
    std::swap(filling_, waiting_);
  }
}

void Worker::choose(EntrySet::Range range) {
  chosen_.clear();
  roots_.clear();
  for (store::Position position = range.begin; position != range.end; ++position)
    glance_.prefetch(worlds_[position]);
  const bool are_all_new = mode_.by_ledger || mode_.sample_size != 0;
  for (store::Position position = range.begin; position != range.end; ++position) {
    const world::Root root = worlds_[position];
    const Sight sight = are_all_new ? Sight::unknown : glance_.at(root);
    if (sight == Sight::outside) {
      ++cut_;
    } else if (sight == Sight::unknown || is_to_be_expanded(position, sight == Sight::stirring)) {
      chosen_.push_back({position, sight});
      roots_.push_back(root);
    }
  }
}

void Worker::make(const Chosen& chosen, unsigned depth, Batch& batch) {
  const std::size_t successors = batch.successors.size();
  const std::uint64_t transitions = batch.transitions;
  at_ = chosen.position;
  try {
    expander_.find_units(*world_);
    if (!mode_.by_ledger || !is_left_alone()) {
      const Sight sight = chosen.sight == Sight::unknown ? look(chosen.position, depth) : chosen.sight;
      if (sight == Sight::outside) {
        ++batch.cut;
      } else if (!expand(chosen.position, sight == Sight::stirring, batch)) {
        judge(chosen.position, depth, [](Kind kind) { return kind == Kind::no_deadlock; });
      }
      if (mode_.sample_size != 0) sample_.offer(expander_.hash(*world_), chosen.position, mode_.sample_size);
    }
    batch.parents.push_back(chosen.position);
  } catch (const world::OutOfRoom&) {
    batch.successors.resize(successors);
    batch.trees.shorten(successors);
    batch.transitions = transitions;
    unfinished_.push_back(chosen.position);
  }
}

Sight Worker::look(store::Position position, unsigned depth) {
  const world::Root root = worlds_[position];
  const Sight known = glance_.at(root, *world_);
  if (known != Sight::unknown && mode_.sample_size == 0) return known;
  const bool some_hit = judge(position, depth, [](Kind kind) { return kind != Kind::no_deadlock; });
  Sight sight = Sight::outside;
  if (!expander_.is_outside(*world_)) sight = something_stirs() ? Sight::stirring : Sight::quiet;
  store::ensure(known == Sight::unknown || (known == sight && !some_hit),
                "worlds that look alike are judged alike");
  if (!some_hit) glance_.remember(root, sight);
  return sight;
}

bool Worker::something_stirs() const {
  bool stirs = false;
  for (const world::Unit* unit : expander_.units(*world_)) {
    stirs |= unit->stirs;
    for (const NodeIndex peer : unit->stirs_if_down) stirs |= !world_->units[peer]->up;
  }
  return stirs;
}

bool Worker::is_to_be_expanded(store::Position position, bool stirs) const {
  if (looks_for_deadlocks_ && !stirs) return true;
  return !mode_.judge_only.load(std::memory_order_relaxed) &&
         (awake_ == nullptr || awake_->of(position) != 0);
}

bool Worker::expand(store::Position position, bool stirs, Batch& batch) {
  const bool is_wanted = !mode_.judge_only.load(std::memory_order_relaxed);
  if (!is_wanted && !looks_for_deadlocks_) return true;
  bool goes_on = stirs;
  const auto awake = sleep_ ? awake_->of(position) : reductions::SleepSets::all;
  if (sleep_) sleep_->enter(*world_, awake);
  if (stubborn_) stubborn_->enter(*world_);
  const auto wants = [&](NodeIndex node, std::size_t step) {
    return (!sleep_ || sleep_->is_awake(node, step)) && (!stubborn_ || stubborn_->contains(node, step));
  };
  if (awake == 0) return goes_on || (looks_for_deadlocks_ && goes_on_asleep());
  expander_.expand(
      *world_, wants,
      [&](NodeIndex node, std::size_t step, world::Tree::Nodes& nodes, world::Tree::Leaves changed) {
        ++batch.transitions;
        goes_on |= is_way_out(world_->units[node]->steps[step].faults);
        const auto awake_there =
            sleep_ ? sleep_->take(node, step, nodes, changed) : reductions::SleepSets::all;
        if (!is_wanted) return;
        batch.trees.add(nodes, changed);
        batch.successors.push_back({0, awake_there});
      });
  return goes_on || (sleep_ && looks_for_deadlocks_ && goes_on_asleep());
}

bool Worker::goes_on_asleep() {
  bool goes_on = false;
  const auto sleeps = [&](NodeIndex node, std::size_t step) {
    return !goes_on && !sleep_->is_awake(node, step) && is_way_out(world_->units[node]->steps[step].faults);
  };
  expander_.expand(*world_, sleeps,
                   [&](NodeIndex, std::size_t, world::Tree::Nodes&, world::Tree::Leaves) { goes_on = true; });
  return goes_on;
}

void Worker::fold(Batch& batch) {
  try {
    batch.trees.finish();
  } catch (const world::OutOfRoom&) {
    put_off(batch);
  }
  for (std::size_t i = 0; i < batch.successors.size(); ++i) {
    Batch::Successor& successor = batch.successors[i];
    successor.hash = EntrySet::hash(batch.trees.roots()[i]);
    worlds_.prefetch(successor.hash);
  }
}

void Worker::put_off(Batch& batch) {
  unfinished_.insert(unfinished_.end(), batch.parents.begin(), batch.parents.end());
  batch.clear();
}

void Worker::insert(Batch& batch) {
  if (!insert_successors(batch)) return put_off(batch);
  transitions_.store(transitions() + batch.transitions, std::memory_order_relaxed);
  cut_ += batch.cut;
  batch.clear();
}

bool Worker::insert_successors(const Batch& batch) {
  if (mode_.judge_only.load(std::memory_order_relaxed)) return true;
  for (const auto& successor : batch.successors) {
    const auto likely = worlds_.prefetch_entry(successor.hash);
    if (likely && awake_ != nullptr) awake_->prefetch(*likely);
  }
  for (std::size_t i = 0; i < batch.successors.size(); ++i) {
    const Batch::Successor& successor = batch.successors[i];
    const auto begin = [&](store::Position position) {
      if (awake_ != nullptr) awake_->begin(position, depth_ + 1, successor.awake);
    };
    const auto [position, result] = worlds_.insert(batch.trees.roots()[i], successor.hash, writer_, begin);
    if (result == EntrySet::Result::full) return false;
    if (result == EntrySet::Result::found && awake_ != nullptr)
      awake_->wake(position, depth_ + 1, successor.awake);
    if (result == EntrySet::Result::inserted && mode_.is_last) {
      mode_.judge_only.store(true, std::memory_order_relaxed);
      break;
    }
  }
  return true;
}

template <class IsOfKind>
bool Worker::judge(store::Position position, unsigned depth, IsOfKind is_of_kind) {
  bool some_hit = false;
  for (std::size_t property = 0; property < kinds_.size(); ++property) {
    if (retired_[property] || !is_of_kind(kinds_[property])) continue;
    if (expander_.judge().hits(property, expander_.units(*world_), expander_.history(*world_))) {
      record(property, position, depth);
      some_hit = true;
    }
  }
  return some_hit;
}

world::PartId Worker::ledger() {
  if (!mode_.by_ledger) return 0;
  return world_->nodes[*expander_.system().ledger_leaf()];
}

bool Worker::is_left_alone() {
  const world::Ledger& ledgers = expander_.system().ledger();
  const world::PartId used = ledger();
  const bool is_known =
      std::all_of(mode_.breaking.begin(), mode_.breaking.end(),
                  [&](const Antichain& breaking) { return breaking.covers(ledgers, used); });
  return is_known || mode_.antichains.is_below(ledgers, expander_.without_faults(*world_), used);
}

void Worker::record(std::size_t property, store::Position position, unsigned depth) {
  const std::uint64_t hash = expander_.hash(*world_);
  const Finding found{position, depth, hash};
  const auto [known, is_new] = findings_[property].try_emplace(ledger(), found);
  if (!is_new && hash < known->second.hash) known->second = found;
  if (mode_.ends_at_violation && kinds_[property] != Kind::sometimes) {
    mode_.judge_only.store(true, std::memory_order_relaxed);
  }
}

}  // namespace pessimist::search
