// Values as a person reads them.

#include <catch2/catch.hpp>

#include "vocabulary/zoo.hpp"

namespace pessimist {

namespace {

using namespace zoo;

class Numbered final : public NodeNames {
 public:
  std::string name_of(AnyId node) const override { return "server " + std::to_string(node.ordinal() + 1); }
  std::string name_of_token(TypeKey, std::uint16_t ordinal) const override {
    return "value " + std::to_string(ordinal + 1);
  }
};

template <class T>
std::string shown(const T& value) {
  return to_string(describe(value, Numbered{}));
}

const Id<Server> first = IdAccess::make<Server>(0);
const Id<Server> second = IdAccess::make<Server>(1);

}  // namespace

TEST_CASE("values are printed", "[describe]") {
  CHECK(shown(true) == "true");
  CHECK(shown(std::int8_t{-7}) == "-7");
  CHECK(shown('a') == "97");
  CHECK(shown(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
  CHECK(shown(Colour::green) == "green");
  CHECK(shown(static_cast<Colour>(9)) == "9");
  CHECK(shown(Signed::minus_one) == "-1");
  CHECK(shown(std::string("a\"\\\n\0", 5)) == R"("a\"\\\x0a\x00")");
  CHECK(shown(first) == "server 1");
  CHECK(shown(std::optional<int>()) == "none");
  CHECK(shown(std::optional<int>(3)) == "3");
  CHECK(shown(std::variant<std::monostate, int>()) == "nothing");
  CHECK(shown(std::variant<std::monostate, int>(4)) == "4");
  CHECK(shown(std::pair(1, std::string("x"))) == R"([1, "x"])");
  CHECK(shown(std::array{1, 2}) == "[1, 2]");
  CHECK(shown(std::vector<bool>{true, false}) == "[true, false]");
  CHECK(shown(std::vector<int>()) == "[]");
  CHECK(shown(std::set<int>{2, 1}) == "{1, 2}");
  CHECK(shown(std::map<int, std::string>{{1, "a"}, {2, "b"}}) == R"({1: "a", 2: "b"})");
  CHECK(shown(std::set{second, first}) == "{server 1, server 2}");
  CHECK(shown(Durable<int>(5)) == "5");
  CHECK(shown(Empty{}) == "Empty");
  CHECK(shown(Vote{1, "x"}) == R"(Vote{term: 1, value: "x"})");
  CHECK(shown(Mixed{first, true, second, {{second, first}}, first}) ==
        "Mixed{first: server 1, flag: true, maybe: server 2, pairs: [Pair{from: server 2, to: server 1}], "
        "last: server 1}");
}

TEST_CASE("the kinds of values are told apart", "[describe]") {
  CHECK(describe(std::string("1"), Numbered{}) != describe(1, Numbered{}));
  CHECK(describe(std::vector{1}, Numbered{}) != describe(std::set{1}, Numbered{}));
  CHECK(describe(Vote{1, {}}, Numbered{}).children.front().first == "term");
}

}  // namespace pessimist
