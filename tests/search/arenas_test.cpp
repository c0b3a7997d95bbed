#include "search/arenas.hpp"

#include <catch2/catch.hpp>

namespace pessimist::search {

TEST_CASE("so many workers always meet in the same arena", "[search]") {
  tbb::task_arena& two = arena_for(2);
  tbb::task_arena& three = arena_for(3);
  CHECK(&arena_for(2) == &two);
  CHECK(&three != &two);
  CHECK(two.max_concurrency() == 2);
  CHECK(three.max_concurrency() == 3);
}

}  // namespace pessimist::search
