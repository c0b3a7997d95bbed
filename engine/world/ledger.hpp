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
  explicit Ledger(const std::map<Fault, unsigned>& budgets);

  /// Whether any fault is allowed at all.
  bool allows_faults() const { return !entries_.empty(); }
  bool allows(Fault fault) const { return find(fault) != nullptr; }
  /// The ledger with one more of this fault, or nothing if its budget is spent.
  std::optional<PartId> spend(PartId ledger, Fault fault) const;
  std::map<Fault, unsigned> used(PartId ledger) const;
  PartId of(const std::map<Fault, unsigned>& used) const;

 private:
  struct Entry {
    Fault fault;
    unsigned budget;
    std::uint32_t unit;  ///< what one of it adds to the number
  };
  const Entry* find(Fault fault) const;
  static unsigned digit(PartId ledger, const Entry& entry) {
    return ledger / entry.unit % (entry.budget + 1);
  }

  std::vector<Entry> entries_;
};

}  // namespace pessimist::world
