#include "search/search.hpp"

#include <algorithm>
#include <bit>
#include <exception>
#include <limits>
#include <new>
#include <numeric>
#include <utility>

#include "reductions/checker_fault.hpp"
#include "search/memory.hpp"

namespace pessimist::search {

using store::EntrySet;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr std::size_t most_worlds = std::numeric_limits<store::Position>::max();
constexpr std::size_t least_block = 16;
constexpr std::size_t most_block = 256;
constexpr std::size_t least_sample = 64;  ///< of a layer, and one more for so many worlds, up to the most
constexpr std::size_t worlds_for_a_sample = 256;
constexpr std::size_t most_samples = 1024;
constexpr auto between_looks = std::chrono::milliseconds(100);

std::vector<PropertyInfo::Kind> kinds_of(const Model& model, const std::vector<std::size_t>& properties) {
  std::vector<PropertyInfo::Kind> kinds;
  for (const std::size_t property : properties) kinds.push_back(model.properties()[property].kind);
  return kinds;
}

Team::Workers hire(world::System& system, world::SharedUnits& units, EntrySet& worlds, AwakeMasks* awake,
                   reductions::StubbornSets::Common* stubborn, LayerMode& mode, const Options& options,
                   const std::vector<PropertyInfo::Kind>& kinds) {
  Team::Workers workers;
  for (unsigned number = 0; number < options.workers; ++number) {
    workers.push_back(std::make_unique<Worker>(system, units, worlds, awake, stubborn, mode, number, kinds));
  }
  return workers;
}

}  // namespace

Search::Search(world::System& system, const std::vector<std::size_t>& properties, Options options)
    : system_(system),
      options_(std::move(options)),
      kinds_(kinds_of(system.model(), properties)),
      units_(system, properties),
      worlds_({most_worlds, options_.first_slots}, options_.workers),
      awake_(options_.sleep ? std::make_unique<AwakeMasks>(most_worlds, options_.workers > 1) : nullptr),
      stubborn_(options_.stubborn != nullptr
                    ? std::make_unique<reductions::StubbornSets::Common>(*options_.stubborn)
                    : nullptr),
      team_(hire(system, units_, worlds_, awake_.get(), stubborn_.get(), mode_, options_, kinds_)),
      started_(SteadyClock::now()),
      looked_(started_) {
  mode_.ends_at_violation = !options_.keep_going;
  if (options_.world_audit != nullptr) store_audit_ = std::make_unique<StoreAudit>(worlds_, system.tree());
  summary_.findings.resize(kinds_.size());
  mode_.by_ledger = options_.by_ledger && system.ledger_leaf().has_value();
  mode_.breaking.resize(kinds_.size());
  summary_.by_ledger.resize(kinds_.size());
}

Summary Search::run() {
  try {
    find_initial_worlds();
    for (unsigned depth = 0; stop_.reason() == StopReason::none && !layers_.back().empty(); ++depth) {
      process_layer(depth);
      if (stop_.reason() != StopReason::none) break;
      summary_.complete_depth = depth;
      layers_.push_back(worlds_.take_new_ranges());
    }
  } catch (const std::bad_alloc&) {
    stop_.now(StopReason::memory);
  } catch (const SpecError& error) {
    stop_.broken(error.what());
  }
  conclude();
  return summary_;
}

void Search::find_initial_worlds() {
  while (true) {
    try {
      world::Folder folder(system_.tree().table(), 0);
      for (const world::Tree::Nodes& initial : system_.initial_worlds()) {
        world::Tree::Nodes nodes = initial;
        team_[0].expander().canonicalize(nodes);
        const world::Root root = system_.tree().fold(nodes, folder);
        const auto [position, result] = worlds_.insert(root, EntrySet::hash(root), worlds_.writer(0));
        if (result == EntrySet::Result::full) throw world::OutOfRoom{};
        if (awake_) awake_->wake(position, 0, reductions::SleepSets::all);
      }
      break;
    } catch (const world::OutOfRoom&) {
      grow();
      if (stop_.reason() != StopReason::none) return;  // it must not grow any more
    }
  }
  layers_.push_back(worlds_.take_new_ranges());
}

std::uint64_t size_of(const std::vector<store::EntrySet::Range>& layer) {
  std::uint64_t size = 0;
  for (const store::EntrySet::Range range : layer) size += range.end - range.begin;
  return size;
}

// In a small layer all workers are to have something to do; a large one is not to be cut finer than it needs. A power of two, so
// that the chunks of the log are cut into whole blocks.
std::size_t Search::block_size(std::uint64_t worlds) const {
  constexpr std::size_t blocks_for_each = 8;
  return std::clamp<std::size_t>(std::bit_floor(worlds / (blocks_for_each * team_.size())), least_block,
                                 most_block);
}

Search::Blocks Search::divide(const std::vector<EntrySet::Range>& ranges) const {
  Blocks blocks;
  const std::size_t block = block_size(size_of(ranges));
  for (EntrySet::Range rest : ranges) {
    while (rest.begin != rest.end) {
      const std::size_t end = (rest.begin / block + 1) * block;
      const auto size = static_cast<store::Position>(std::min<std::size_t>(rest.end, end) - rest.begin);
      blocks.push_back({rest.begin, rest.begin + size});
      rest.begin += size;
    }
  }
  return blocks;
}

void Search::process_layer(unsigned depth) {
  mode_.judge_only = false;
  mode_.is_last = options_.limits.depth == depth;
  summary_.states = worlds_.size();
  summary_.transitions = transitions();
  summary_.cut = cut();
  summary_.depth = depth;

  if (awake_) awake_->forget_before(std::min(layers_[depth].front().begin, worlds_.next_position()));
  Blocks blocks = divide(layers_[depth]);
  layer_size_ = size_of(layers_[depth]);
  layer_sizes_.push_back(layer_size_);
  if (store_audit_)
    mode_.sample_size = std::min(least_sample + layer_size_ / worlds_for_a_sample, most_samples);
  const Blocks all_blocks = blocks;
  if (mode_.by_ledger) note_ledgers(depth);
  while (!blocks.empty() && stop_.reason() == StopReason::none) {
    blocks = process_blocks(std::move(blocks), depth);
    stop_.rethrow();
    if (tables_want_growth() || !blocks.empty()) grow();
  }
  if (options_.audit != nullptr && stop_.reason() == StopReason::none) audit_layer(all_blocks);
  if (store_audit_ && stop_.reason() == StopReason::none) audit_sample(depth);
  const bool has_violation = gather_findings();
  if (has_violation && !options_.keep_going) {
    stop_.now(StopReason::violation);
  } else if (mode_.is_last && mode_.judge_only) {
    stop_.now(StopReason::depth);
  }
}

// Behind the layer: the units of its worlds are known by now, so no table need grow.
void Search::audit_layer(const Blocks& blocks) {
  world::Expander& expander = team_[0].expander();
  world::UnfoldedWorld world;
  const std::size_t stride = layer_size_ / reductions::PropertyAudit::samples + 1;
  std::size_t number = 0;
  for (const EntrySet::Range block : blocks) {
    for (store::Position position = block.begin; position != block.end; ++position) {
      if (number++ % stride != 0) continue;
      expander.unfold(worlds_[position], world);
      options_.audit->look(expander.units(world), expander.history(world));
    }
  }
}

// The audit looks at steps that the search has not taken, so tables may have to grow.
void Search::audit_sample(unsigned depth) {
  Sample sample;
  for (std::size_t worker = 0; worker < team_.size(); ++worker)
    sample.merge(team_[worker].take_sample(), mode_.sample_size);
  for (const auto& [hash, position] : sample.worlds()) {
    bool done = false;
    while (!done && stop_.reason() == StopReason::none) {
      try {
        audit(position, hash, depth);
        done = true;
      } catch (const world::OutOfRoom&) {
        grow();
      }
    }
  }
}

void Search::audit(store::Position position, std::uint64_t hash, unsigned depth) {
  world::Expander& expander = team_[0].expander();
  world::UnfoldedWorld world;
  try {
    expander.unfold(worlds_[position], world);
    store_audit_->look(position);
    options_.world_audit->look(expander, world, hash);
    ++summary_.looked_up;
  } catch (const reductions::CheckerFault& fault) {
    summary_.fault = {fault.what(), {position, depth, hash}};
    stop_.now(StopReason::fault);
  }
}

// A worker has at hand what it needs for the worlds that it found itself, and for those next to them.
Shares Search::shares_of(Blocks& blocks) const {
  const auto writer = [&](EntrySet::Range block) { return worlds_.writer_near(block.begin); };
  std::stable_sort(blocks.begin(), blocks.end(),
                   [&](EntrySet::Range one, EntrySet::Range other) { return writer(one) < writer(other); });
  std::vector<std::uint32_t> ends(team_.size(), 0);
  for (const EntrySet::Range block : blocks) ++ends[writer(block)];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  return Shares(ends);
}

Search::Blocks Search::process_blocks(Blocks blocks, unsigned depth) {
  const auto goes_on = [&] { return !stop_.requested() && !tables_want_growth(); };
  Shares shares = shares_of(blocks);
  team_.work(shares, goes_on, [&](std::size_t worker, std::size_t block) {
    try {
      team_[worker].process(blocks[block], depth);
      check_limits(worker, depth, shares.left());
    } catch (const std::bad_alloc&) {
      stop_.now(StopReason::memory);
    } catch (const SpecError& error) {
      stop_.broken(error.what(), Finding{team_[worker].at(), depth, 0});
    } catch (...) {
      stop_.with(std::current_exception());
    }
  });
  Blocks left;
  shares.for_each_left([&](std::size_t block) { left.push_back(blocks[block]); });
  for (std::size_t worker = 0; worker < team_.size(); ++worker) {
    for (const store::Position position : team_[worker].take_unfinished())
      left.push_back({position, position + 1});
  }
  return left;
}

bool Search::tables_want_growth() const { return worlds_.wants_growth() || system_.wants_growth(); }

// A worker that ran out of room does not say in which table; where none is near its limit, all grow.
bool Search::grow() {
  const std::array<EntrySet*, 3> tables{&worlds_, &system_.units(), &system_.tree().table()};
  const bool some_want = tables_want_growth();
  for (EntrySet* table : tables) {
    if (table->log_is_full()) throw std::bad_alloc();
    if (some_want && !table->wants_growth()) continue;
    if (options_.limits.bytes && resident_bytes() + table->bytes() / 2 > *options_.limits.bytes) {
      stop_.now(StopReason::memory);
      return false;
    }
    team_.execute([&] { table->grow(); });
  }
  return true;
}

void Search::note_ledgers(unsigned depth) {
  world::Expander& expander = team_[0].expander();
  world::UnfoldedWorld world;
  for (const EntrySet::Range range : layers_[depth]) {
    store::Position position = range.begin;
    while (position != range.end && stop_.reason() == StopReason::none) {
      try {
        expander.unfold(worlds_[position], world);
        mode_.antichains.add(system_.ledger(), expander.without_faults(world),
                             world.nodes[*system_.ledger_leaf()]);
        ++position;
      } catch (const world::OutOfRoom&) {
        grow();
      }
    }
  }
}

void Search::keep_least_ledgers(const std::vector<Findings>& found) {
  for (std::size_t property = 0; property < kinds_.size(); ++property) {
    Antichain& breaking = mode_.breaking[property];
    Findings& kept = summary_.by_ledger[property];
    for (const auto& [ledger, finding] : found[property]) {
      if (breaking.add(system_.ledger(), ledger)) kept.emplace(ledger, finding);
    }
    std::erase_if(kept,
                  [&](const auto& finding) { return breaking.is_below(system_.ledger(), finding.first); });
  }
}

bool Search::gather_findings() {
  std::vector<Findings> found(kinds_.size());
  for (std::size_t worker = 0; worker < team_.size(); ++worker) {
    const std::vector<Findings> findings = team_[worker].take_findings();
    for (std::size_t property = 0; property < kinds_.size(); ++property) {
      for (const auto& [ledger, finding] : findings[property]) {
        const auto [known, is_new] = found[property].try_emplace(ledger, finding);
        if (!is_new && finding.hash < known->second.hash) known->second = finding;
      }
    }
  }
  if (options_.by_ledger) {
    keep_least_ledgers(found);
    return false;
  }
  bool has_violation = false;
  for (std::size_t property = 0; property < kinds_.size(); ++property) {
    if (found[property].empty()) continue;
    summary_.findings[property] = found[property].begin()->second;
    has_violation |= kinds_[property] != PropertyInfo::Kind::sometimes;
    for (std::size_t worker = 0; worker < team_.size(); ++worker) team_[worker].retire(property);
  }
  return has_violation;
}

// Counts are those of layers that were seen whole, so that they do not depend on who was fast: also where the
// specification broke in the middle of one. Where a limit of the run cut a layer short, everything that was found counts.
void Search::conclude() {
  summary_.reason = stop_.reason();
  summary_.broken = stop_.broken();
  summary_.broken_in = stop_.broken_in();
  const bool ends_with_layer =
      summary_.reason == StopReason::violation || summary_.reason == StopReason::depth;
  if (ends_with_layer) {
    summary_.complete_depth = summary_.depth;
    summary_.cut = cut();
  } else if (summary_.reason != StopReason::broken && summary_.reason != StopReason::fault) {
    if (!layers_.empty() && worlds_.size() > summary_.states) ++summary_.depth;
    summary_.states = worlds_.size();
    summary_.transitions = transitions();
    summary_.cut = cut();
  }
  summary_.relevant.assign(kinds_.size(), false);
  for (std::size_t worker = 0; worker < team_.size(); ++worker) {
    for (std::size_t property = 0; property < kinds_.size(); ++property) {
      if (team_[worker].expander().judge().was_relevant(property)) summary_.relevant[property] = true;
    }
  }
}

void Search::check_limits(std::size_t worker, unsigned depth, std::size_t blocks_left) {
  const Limits& limits = options_.limits;
  if (options_.interrupted != nullptr && *options_.interrupted) stop_.now(StopReason::interrupt);
  if (limits.states && worlds_.size() > *limits.states) stop_.now(StopReason::states);
  if (worker != 0) return;
  const SteadyClock::time_point now = SteadyClock::now();
  if (limits.time && now - started_ > *limits.time) stop_.now(StopReason::time);
  if (now - looked_ < between_looks) return;
  looked_ = now;
  const std::uint64_t bytes = resident_bytes();
  if (limits.bytes && bytes > *limits.bytes) stop_.now(StopReason::memory);
  if (!options_.on_progress) return;
  const std::uint64_t left = std::min(std::uint64_t{blocks_left} * block_size(layer_size_), layer_size_);
  options_.on_progress({worlds_.size(), transitions(), depth, layer_size_, layer_size_ - left, layer_sizes_,
                        bytes, std::chrono::duration<double>(now - started_).count()});
}

std::uint64_t Search::transitions() const {
  std::uint64_t sum = 0;
  for (std::size_t worker = 0; worker < team_.size(); ++worker) sum += team_[worker].transitions();
  return sum;
}

std::uint64_t Search::cut() const {
  std::uint64_t sum = 0;
  for (std::size_t worker = 0; worker < team_.size(); ++worker) sum += team_[worker].cut();
  return sum;
}

}  // namespace pessimist::search
