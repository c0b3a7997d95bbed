#include "world/ledger.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "pessimist/parameter.hpp"

namespace pessimist::world {

Ledger::Ledger(const std::map<Fault, unsigned>& budgets, std::optional<unsigned> most) : most_(most) {
  std::uint64_t unit = 1;
  for (const auto& [fault, given] : budgets) {
    const unsigned budget = std::min(given, most.value_or(given));
    if (budget == 0) continue;
    entries_.push_back({fault, budget, static_cast<std::uint32_t>(unit)});
    allowed_.insert(fault);
    unit *= std::uint64_t{budget} + 1;
    if (unit > std::numeric_limits<std::uint32_t>::max()) {
      throw UsageError("the fault budgets are too large: there are more than 2^32 ways to use them up");
    }
  }
}

const Ledger::Entry* Ledger::find(Fault fault) const {
  for (const Entry& entry : entries_) {
    if (entry.fault == fault) return &entry;
  }
  return nullptr;
}

std::optional<PartId> Ledger::spend(PartId ledger, FaultSet faults) const {
  if (!allowed_.contains(faults)) return std::nullopt;
  PartId spent = ledger;
  for (const Entry& entry : entries_) {
    if (!faults.contains(entry.fault)) continue;
    if (digit(ledger, entry) == entry.budget) return std::nullopt;
    spent += entry.unit;
  }
  if (most_ && total(spent) > *most_) return std::nullopt;
  return spent;
}

bool Ledger::is_within(PartId one, PartId other) const {
  return std::all_of(entries_.begin(), entries_.end(),
                     [&](const Entry& entry) { return digit(one, entry) <= digit(other, entry); });
}

unsigned Ledger::total(PartId ledger) const {
  unsigned total = 0;
  for (const Entry& entry : entries_) total += digit(ledger, entry);
  return total;
}

PartId Ledger::of(const std::map<Fault, unsigned>& used) const {
  PartId ledger = 0;
  for (const auto& [fault, count] : used) {
    if (const Entry* entry = find(fault)) ledger += count * entry->unit;
  }
  return ledger;
}

std::map<Fault, unsigned> Ledger::used(PartId ledger) const {
  std::map<Fault, unsigned> used;
  for (const Entry& entry : entries_) {
    if (const unsigned count = digit(ledger, entry); count > 0) used[entry.fault] = count;
  }
  return used;
}

}  // namespace pessimist::world
