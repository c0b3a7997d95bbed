#pragma once

// Where all budgets are explored together, a world is reached with different faults used. Of two such ways, what can go
// wrong behind the one with more of no fault, and less of some, can go wrong behind the other with no more: its faults are
// still to be had. So a world need be explored only for the least: for each world without its ledger, the antichain of
// ledgers with which it was found is kept, and one that is above another is left alone.
//
// Why it is sound. It is asked of safety properties which ledgers suffice to break them. Let a run break one, with the
// ledger v at its end; and let it pass a world that was left alone, as the same world was found with a lesser ledger, at
// the same depth or before. From there the same steps can be taken (a step needs budget, and less was spent), and lead to
// the same violation with a ledger below v, in no more steps. That run may again pass one that was left alone; but ledgers
// only become less, so it ends. Ways that were found in later layers are longer, and leave nothing alone that was expanded
// before them.

#include <cstdint>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "world/ledger.hpp"
#include "world/tree.hpp"

namespace pessimist::search {

/// Ledgers of which none is below another.
class Antichain {
 public:
  /// Whether it was above none that was there. Removes those that are above it.
  bool add(const world::Ledger& ledger, world::PartId used);
  /// Whether another one is below it: not itself.
  bool is_below(const world::Ledger& ledger, world::PartId used) const;
  /// Whether it, or one below it, is there.
  bool covers(const world::Ledger& ledger, world::PartId used) const;
  const std::vector<world::PartId>& members() const { return members_; }

 private:
  std::vector<world::PartId> members_;
};

/// By world, folded with no faults used. Filled between layers; read by all workers.
class Antichains {
 public:
  void add(const world::Ledger& ledger, world::Root world, world::PartId used) {
    of_[world].add(ledger, used);
  }
  bool is_below(const world::Ledger& ledger, world::Root world, world::PartId used) const {
    const auto known = of_.find(world);
    return known != of_.end() && known->second.is_below(ledger, used);
  }

 private:
  boost::unordered_flat_map<world::Root, Antichain> of_;
};

}  // namespace pessimist::search
