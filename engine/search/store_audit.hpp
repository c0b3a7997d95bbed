#pragma once

#include "store/entry_set.hpp"
#include "world/tree.hpp"

namespace pessimist::search {

/// Looks into whether the store finds what it holds: a world at the place where it was put, and under the name that its
/// leaves are folded to.
class StoreAudit {
 public:
  StoreAudit(store::EntrySet& worlds, world::Tree& tree)
      : worlds_(worlds), tree_(tree), folder_(tree.table(), 0) {}

  /// Between layers. Throws CheckerFault, OutOfRoom.
  void look(store::Position position);
  /// Where the world should be that is folded to this root.
  void look(store::Position position, world::Root root);

 private:
  store::EntrySet& worlds_;
  world::Tree& tree_;
  world::Folder folder_;
};

}  // namespace pessimist::search
