#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "pessimist/model.hpp"
#include "world/observations.hpp"
#include "world/system.hpp"
#include "world/unit.hpp"

namespace pessimist::world {

/// A predicate that is asked once for each different thing that it can see. It **hits** a world where it says
/// `target`: `fails` for what must always hold, `holds` for what must sometimes. Private to a worker.
class PredicateMemo {
 public:
  /// `observations`: of the predicate, shared with other workers' memos.
  PredicateMemo(System& system, std::string name, std::shared_ptr<const Predicate> predicate,
                Judgement::Verdict target, Observations& observations);

  /// Appends what the predicate sees of a unit to its `observed`; the memo remembers where.
  void observe(NodeIndex node, PartId local, PartId inbox, std::vector<std::uint32_t>& observed);
  void set_first_slot(std::size_t slot) { first_slot_ = slot; }
  std::size_t sources() const { return sources_; }

  /// `history`: where the network forgets messages, the sequence of those to be remembered.
  bool hits(Units units, std::optional<PartId> history);

  /// Whether any judgement so far was about something: not `vacuous`.
  bool was_relevant() const { return was_relevant_; }

 private:
  bool hits_each(Units units);
  bool hits_pair(Units units);
  bool misses_all_pairs(Units units) const;
  bool hits_pair(std::uint32_t first, std::uint32_t second);
  bool hits_together(Units units, std::optional<PartId> history);
  bool judge(const std::vector<std::vector<Reading>>& readings);
  /// Which predicate it is, of which nodes, for those who must be told that it throws or hangs.
  std::string describe(const std::vector<std::vector<Reading>>& readings) const;
  bool judge_names(const std::vector<std::uint32_t>& names);
  /// The key in one word, where so few names were given out that they fit.
  std::optional<std::uint64_t> packed_key() const;
  bool judge_together(Units units, std::optional<PartId> history);
  std::uint32_t seen(const Unit& unit, std::size_t source) const {
    return unit.observed[first_slot_ + source];
  }

  struct KeyHash {
    using is_avalanching = void;
    std::size_t operator()(const std::vector<std::uint32_t>& key) const;
  };

  const Layout& layout_;
  Watchdog& watchdog_;
  std::string name_;
  std::shared_ptr<const Predicate> predicate_;
  Judgement::Verdict target_;
  Observations& observations_;
  std::size_t sources_;
  std::size_t first_slot_ = 0;
  bool was_relevant_ = false;

  enum class Known : std::uint8_t { no, miss, hit };
  std::vector<Known> each_;                ///< by name
  std::vector<std::vector<Known>> pairs_;  ///< by name of the first, then of the second: while they are few
  std::array<std::uint64_t, 64>
      missed_{};  ///< by name of the first, a bit for each second: the pairs that do not hit
  boost::unordered_flat_map<std::uint64_t, bool> many_pairs_;
  boost::unordered_flat_map<std::uint64_t, bool> packed_together_;
  boost::unordered_flat_map<std::vector<std::uint32_t>, bool, KeyHash> together_;
  boost::unordered_flat_map<PartId, std::vector<std::uint32_t>> of_history_;
  std::vector<std::uint32_t> key_;
};

}  // namespace pessimist::world
