#include "search/store_audit.hpp"

#include <array>

#include <catch2/catch.hpp>

#include "reductions/checker_fault.hpp"

namespace pessimist::search {
namespace {

using store::EntrySet;

/// A tree of four leaves, and worlds in which each leaf is a number.
struct Worlds {
  world::Root root(world::PartId number) {
    world::Tree::Nodes nodes{number, number + 1, number + 2, number + 3};
    return tree.fold(nodes, folder);
  }
  store::Position insert(world::Root world) {
    return worlds.insert(world, EntrySet::hash(world), worlds.writer(0)).position;
  }

  world::Tree tree{4, {1000, 256}, 1};
  world::Folder folder{tree.table(), 0};
  EntrySet worlds{{1000, 256}, 1};
  StoreAudit audit{worlds, tree};
};

TEST_CASE("store audit: what is stored is found where it is", "[audit]") {
  Worlds all;
  for (world::PartId number = 1; number < 20; ++number) all.insert(all.root(number));
  for (store::Position position = 0; position < 19; ++position) CHECK_NOTHROW(all.audit.look(position));
}

TEST_CASE("store audit: a world that is not where it should be, or not there at all", "[audit]") {
  Worlds all;
  all.insert(all.root(1));
  const store::Position second = all.insert(all.root(2));
  CHECK_THROWS_WITH(all.audit.look(second, all.root(1)), "world 1 is stored twice");
  CHECK_THROWS_WITH(all.audit.look(second, all.root(3)), "world 1 is stored, but not found");
}

TEST_CASE("store audit: a world whose parts have another name", "[audit]") {
  Worlds all;
  const world::Root world = all.root(0);
  const world::PartId nowhere = 900;  // a pair that was never stored reads as zeros
  const world::Root wrong = (world & ~world::Root{0xffffffff}) | nowhere;
  CHECK_THROWS_AS(all.audit.look(all.insert(wrong)), reductions::CheckerFault);
}

}  // namespace
}  // namespace pessimist::search
