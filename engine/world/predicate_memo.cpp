#include "world/predicate_memo.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

#include "store/hash.hpp"

namespace pessimist::world {

namespace {

/// Up to so many names a table of all pairs is small; beyond, only pairs that occur are kept, and not more than
/// most_kept of them: a memo that has grown past it starts anew, which costs time and nothing else.
constexpr std::size_t few_names = 1024;
constexpr std::size_t most_kept = 1'000'000;

template <class Map>
void keep_small(Map& map) {
  if (map.size() > most_kept) map.clear();
}

}  // namespace

PredicateMemo::PredicateMemo(System& system, std::string name, std::shared_ptr<const Predicate> predicate,
                             Judgement::Verdict target, Observations& observations)
    : layout_(system.model().layout()),
      watchdog_(system.watchdog()),
      name_(std::move(name)),
      predicate_(std::move(predicate)),
      target_(target),
      observations_(observations),
      sources_(predicate_->sources().size()) {}

std::size_t PredicateMemo::KeyHash::operator()(const std::vector<std::uint32_t>& key) const {
  std::uint64_t hash = 0;
  for (const std::uint32_t name : key) hash = (hash ^ name) * store::golden_ratio;
  return store::mix(hash);
}

void PredicateMemo::observe(NodeIndex node, PartId local, PartId inbox,
                            std::vector<std::uint32_t>& observed) {
  try {
    for (std::size_t source = 0; source < sources_; ++source) {
      observed.push_back(observations_.observe(source, node, local, inbox));
    }
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    throw SpecError("what '" + name_ + "' reads of a node throws: " + error.what());
  }
}

bool PredicateMemo::hits(Units units, std::optional<PartId> history) {
  switch (predicate_->form()) {
    case Predicate::Form::each:
      return hits_each(units);
    case Predicate::Form::pairs:
      return hits_pair(units);
    case Predicate::Form::together:
      return hits_together(units, history);
  }
  return false;
}

std::string PredicateMemo::describe(const std::vector<std::vector<Reading>>& readings) const {
  std::string text = "the predicate of '" + name_ + "'";
  if (predicate_->form() == Predicate::Form::together) return text;
  for (std::size_t source = 0; source < readings.size(); ++source) {
    text += (source == 0 ? ", on " : " and ") + layout_.name(readings[source].front().node);
  }
  return text;
}

// Asked twice, as handlers are run twice: what is remembered must be a function of what was read.
bool PredicateMemo::judge(const std::vector<std::vector<Reading>>& readings) {
  Judgement::Verdict verdict{};
  Judgement::Verdict again{};
  try {
    const Watchdog::Guard guard = watchdog_.watch([&] { return describe(readings); });
    verdict = predicate_->judge(readings).verdict;
    again = predicate_->judge(readings).verdict;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    throw SpecError(describe(readings) + ": it throws: " + error.what());
  } catch (...) {
    throw SpecError(describe(readings) + ": it throws something that is no std::exception");
  }
  if (verdict != again)
    throw SpecError(describe(readings) + ": it answers differently when it is asked again");
  was_relevant_ |= verdict != Judgement::Verdict::vacuous;
  return verdict == target_;
}

bool PredicateMemo::judge_names(const std::vector<std::uint32_t>& names) {
  std::vector<std::vector<Reading>> readings(names.size());
  for (std::size_t source = 0; source < names.size(); ++source) {
    observations_.read(source, names[source], readings[source]);
  }
  return judge(readings);
}

bool PredicateMemo::hits_each(Units units) {
  for (const Unit* unit : units) {
    const std::uint32_t name = seen(*unit, 0);
    if (name == Observations::nothing) continue;
    if (name >= each_.size()) each_.resize(observations_.count(0), Known::no);
    if (each_[name] == Known::no) each_[name] = judge_names({name}) ? Known::hit : Known::miss;
    if (each_[name] == Known::hit) return true;
  }
  return false;
}

bool PredicateMemo::hits_pair(Units units) {
  if (misses_all_pairs(units)) return false;
  for (const Unit* one : units) {
    const std::uint32_t first = seen(*one, 0);
    if (first == Observations::nothing) continue;
    for (const Unit* other : units) {
      const std::uint32_t second = seen(*other, 1);
      if (other != one && second != Observations::nothing && hits_pair(first, second)) return true;
    }
  }
  return false;
}

// Nearly every world has only pairs that were judged before and do not hit. While there are at most 64 names, that is
// seen from a bit mask for each node instead of from each pair. A name belongs to one node, so leaving out a node's own
// second name leaves out nobody else's.
bool PredicateMemo::misses_all_pairs(Units units) const {
  std::uint64_t seconds = 0;
  for (const Unit* unit : units) {
    const std::uint32_t second = seen(*unit, 1);
    if (second == Observations::nothing) continue;
    if (second >= missed_.size()) return false;
    seconds |= std::uint64_t{1} << second;
  }
  for (const Unit* unit : units) {
    const std::uint32_t first = seen(*unit, 0);
    if (first == Observations::nothing) continue;
    if (first >= missed_.size()) return false;
    const std::uint32_t own = seen(*unit, 1);
    const std::uint64_t others =
        own == Observations::nothing ? seconds : seconds & ~(std::uint64_t{1} << own);
    if ((others & ~missed_[first]) != 0) return false;
  }
  return true;
}

bool PredicateMemo::hits_pair(std::uint32_t first, std::uint32_t second) {
  if (first < few_names && second < few_names) {
    if (first >= pairs_.size()) pairs_.resize(first + 1);
    auto& row = pairs_[first];
    if (second >= row.size()) row.resize(std::min(observations_.count(1), few_names), Known::no);
    if (row[second] == Known::no) row[second] = judge_names({first, second}) ? Known::hit : Known::miss;
    const bool misses = row[second] == Known::miss;
    if (misses && first < missed_.size() && second < missed_.size())
      missed_[first] |= std::uint64_t{1} << second;
    return !misses;
  }
  keep_small(many_pairs_);
  const std::uint64_t key = (std::uint64_t{first} << 32) | second;
  if (const auto found = many_pairs_.find(key); found != many_pairs_.end()) return found->second;
  const bool hit = judge_names({first, second});
  many_pairs_.emplace(key, hit);
  return hit;
}

bool PredicateMemo::hits_together(Units units, std::optional<PartId> history) {
  key_.clear();
  for (std::size_t source = 0; source < sources_; ++source) {
    if (history && predicate_->sources()[source].is_messages) {
      auto [entry, is_new] = of_history_.try_emplace(*history);
      if (is_new) {
        for (std::size_t each = 0; each < sources_; ++each) {
          entry->second.push_back(predicate_->sources()[each].is_messages
                                      ? observations_.observe_messages(each, *history)
                                      : Observations::nothing);
        }
      }
      key_.push_back(entry->second[source]);
    } else {
      for (const Unit* unit : units) key_.push_back(seen(*unit, source));
    }
  }
  const auto judged_in = [&](auto& known, const auto& key) {
    if (const auto found = known.find(key); found != known.end()) return found->second;
    keep_small(known);
    keep_small(of_history_);
    const bool hit = judge_together(units, history);
    known.emplace(key, hit);
    return hit;
  };
  if (const auto packed = packed_key()) return judged_in(packed_together_, *packed);
  return judged_in(together_, key_);
}

std::optional<std::uint64_t> PredicateMemo::packed_key() const {
  if (key_.empty() || key_.size() > 32) return std::nullopt;
  const std::size_t bits = std::min<std::size_t>(32, 64 / key_.size());
  std::uint64_t packed = 0;
  for (const std::uint32_t name : key_) {
    const std::uint32_t digit = name + 1;  // what sees nothing is 0
    if (bits < 32 && digit >> bits != 0) return std::nullopt;
    packed = packed << bits | digit;
  }
  return packed;
}

bool PredicateMemo::judge_together(Units units, std::optional<PartId> history) {
  std::vector<std::vector<Reading>> readings(sources_);
  for (std::size_t source = 0; source < sources_; ++source) {
    if (history && predicate_->sources()[source].is_messages) {
      observations_.read(source, observations_.observe_messages(source, *history), readings[source]);
    } else {
      for (const Unit* unit : units) {
        const std::uint32_t name = seen(*unit, source);
        if (name != Observations::nothing) observations_.read(source, name, readings[source]);
      }
    }
    if (predicate_->sources()[source].is_messages)
      std::sort(readings[source].begin(), readings[source].end());
  }
  return judge(readings);
}

}  // namespace pessimist::world
