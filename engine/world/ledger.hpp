#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "pessimist/model.hpp"
#include "world/parts.hpp"

namespace pessimist::world {

/// How many of the allowed faults were used, as one number: the counts are the digits, the budgets their bases.
class Ledger {
 public:
  /// `most`: how many faults there may be together; nothing: as many as the budgets allow.
  explicit Ledger(const std::map<Fault, unsigned>& budgets, std::optional<unsigned> most = {});

  /// Whether any fault is allowed at all.
  bool allows_faults() const { return !entries_.empty(); }
  bool allows(Fault fault) const { return allowed_.contains(fault); }
  bool allows_some(FaultSet faults) const { return allowed_.meets(faults); }
  /// The ledger with one more of each of these faults, or nothing if a budget is spent.
  std::optional<PartId> spend(PartId ledger, FaultSet faults) const;
  /// Whether one has no fault more often than the other.
  bool is_within(PartId one, PartId other) const;
  std::map<Fault, unsigned> used(PartId ledger) const;
  PartId of(const std::map<Fault, unsigned>& used) const;

 private:
  struct Entry {
    Fault fault;
    unsigned budget;
    std::uint32_t unit;  ///< what one of it adds to the number
  };
  const Entry* find(Fault fault) const;
  unsigned total(PartId ledger) const;
  static unsigned digit(PartId ledger, const Entry& entry) {
    return ledger / entry.unit % (entry.budget + 1);
  }

  std::vector<Entry> entries_;
  FaultSet allowed_;
  std::optional<unsigned> most_;
};

}  // namespace pessimist::world
