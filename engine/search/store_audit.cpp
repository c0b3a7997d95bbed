#include "search/store_audit.hpp"

#include <string>

#include "reductions/checker_fault.hpp"

namespace pessimist::search {

using reductions::CheckerFault;
using store::EntrySet;

void StoreAudit::look(store::Position position) { look(position, worlds_[position]); }

void StoreAudit::look(store::Position position, world::Root root) {
  world::Tree::Nodes nodes;
  tree_.unfold(root, nodes);
  const world::Root again = tree_.fold(nodes, folder_);
  if (again != root)
    throw CheckerFault("the parts of world " + std::to_string(position) + " are folded to another world");
  const auto [found, result] = worlds_.insert(again, EntrySet::hash(again), worlds_.writer(0));
  if (result == EntrySet::Result::found && found == position) return;
  throw CheckerFault("world " + std::to_string(position) +
                     (result == EntrySet::Result::found ? " is stored twice" : " is stored, but not found"));
}

}  // namespace pessimist::search
