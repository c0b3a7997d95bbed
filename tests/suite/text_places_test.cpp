#include "suite/text_places.hpp"

#include <string>

#include <catch2/catch.hpp>

namespace pessimist::suite {
namespace {

TEST_CASE("a column counts code points, and its place bytes", "[suite]") {
  const std::string text = "a = 1\n\"größe €\" = 2\r\n\n";
  const TextPlaces places(text);
  CHECK(text.substr(places.offset(1, 5), 1) == "1");
  CHECK(text.substr(places.offset(2, 13), 1) == "2");
  CHECK(places.offset(3, 1) == text.size() - 1);
  CHECK(places.offset(4, 1) == text.size());
  CHECK(places.offset(4, 9) == text.size());
}

TEST_CASE("a byte order mark is no column", "[suite]") {
  CHECK(TextPlaces("\xEF\xBB\xBF"
                   "a")
            .offset(1, 1) == 3);
}

}  // namespace
}  // namespace pessimist::suite
