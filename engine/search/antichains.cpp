#include "search/antichains.hpp"

#include <algorithm>

namespace pessimist::search {

using world::Ledger;
using world::PartId;

bool Antichain::add(const Ledger& ledger, PartId used) {
  if (covers(ledger, used)) return false;
  std::erase_if(members_, [&](PartId member) { return ledger.is_within(used, member); });
  members_.push_back(used);
  return true;
}

bool Antichain::is_below(const Ledger& ledger, PartId used) const {
  return std::any_of(members_.begin(), members_.end(),
                     [&](PartId member) { return member != used && ledger.is_within(member, used); });
}

bool Antichain::covers(const Ledger& ledger, PartId used) const {
  return std::any_of(members_.begin(), members_.end(),
                     [&](PartId member) { return ledger.is_within(member, used); });
}

}  // namespace pessimist::search
