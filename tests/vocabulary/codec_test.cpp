// Values to bytes and back: nothing is lost, and two values are equal if and only if their bytes are.

#include <functional>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include "vocabulary/zoo.hpp"

namespace pessimist {

namespace {

using namespace zoo;

// Boost.PFR counts them right, with and without default constructors.
static_assert(field_count<Empty> == 0);
static_assert(field_count<Vote> == 2);
static_assert(field_count<Pair> == 2);
static_assert(field_count<Mixed> == 5);
static_assert(field_count<Disk> == 6);
static_assert(field_count<Twenty> == 20);
static_assert(std::is_same_v<FieldType<Twenty, 1>, Id<Server>>);
static_assert(std::is_same_v<FieldType<Twenty, 11>, Durable<std::optional<Id<Server>>>>);
static_assert(std::is_same_v<FieldType<Twenty, 19>, Id<Server>>);

// Of one type for all, as RapidCheck's templates for each would take minutes to compile.
void require_each(const std::string& property, const std::function<void()>& holds) {
  rc::prop(property, holds);
}

template <class T>
void require_canonical(const std::string& type) {
  require_each(type + " comes back from its bytes", [] {
    const T value = random<T>();
    const std::string bytes = encoded(value);
    detail::Reader in(bytes);
    const bool same = decode<T>(in) == value;
    RC_ASSERT(same);
    RC_ASSERT(in.done());
  });
  require_each(type + " is equal where its bytes are", [] {
    const T left = random<T>();
    const T right = *rc::gen::inRange(0, 4) == 0 ? left : random<T>();
    const bool agree = (left == right) == (encoded(left) == encoded(right));
    RC_ASSERT(agree);
  });
  require_each(type + " can be followed by more: no value's bytes begin those of another", [] {
    const T first = random<T>(), second = random<T>(), third = random<T>(), fourth = random<T>();
    const bool agree = (first == third && second == fourth) ==
                       (encoded(first) + encoded(second) == encoded(third) + encoded(fourth));
    RC_ASSERT(agree);
  });
  require_each(type + " is not read from truncated bytes", [] {
    const std::string bytes = encoded(random<T>());
    if (bytes.empty()) return;
    const auto size = *rc::gen::inRange<std::size_t>(0, bytes.size());
    RC_ASSERT_THROWS_AS(decoded<T>(std::string_view(bytes).substr(0, size)), std::logic_error);
  });
}

}  // namespace

#define CANONICAL(...) require_canonical<__VA_ARGS__>(#__VA_ARGS__)

TEST_CASE("numbers are canonical", "[codec]") {
  CANONICAL(bool);
  CANONICAL(char);
  CANONICAL(signed char);
  CANONICAL(unsigned char);
  CANONICAL(std::int16_t);
  CANONICAL(std::uint16_t);
  CANONICAL(std::int32_t);
  CANONICAL(std::uint32_t);
  CANONICAL(std::int64_t);
  CANONICAL(std::uint64_t);
  CANONICAL(long long);
  CANONICAL(char16_t);
  CANONICAL(wchar_t);
}

TEST_CASE("enums are canonical", "[codec]") {
  CANONICAL(Colour);
  CANONICAL(Small);
  CANONICAL(Signed);
  CANONICAL(Plain);
}

TEST_CASE("containers are canonical", "[codec]") {
  CANONICAL(std::string);
  CANONICAL(std::optional<int>);
  CANONICAL(std::optional<std::optional<bool>>);
  CANONICAL(std::array<std::int16_t, 3>);
  CANONICAL(std::array<int, 0>);
  CANONICAL(std::vector<int>);
  CANONICAL(std::vector<bool>);
  CANONICAL(std::vector<std::vector<std::string>>);
  CANONICAL(std::set<int>);
  CANONICAL(std::set<int, std::greater<>>);
  CANONICAL(std::set<std::string>);
  CANONICAL(std::map<int, std::string>);
  CANONICAL(std::map<std::string, std::vector<bool>>);
  CANONICAL(std::pair<int, std::string>);
}

TEST_CASE("variants are canonical", "[codec]") {
  CANONICAL(std::variant<std::monostate, int, std::string>);
  CANONICAL(std::variant<int, int>);
  CANONICAL(std::variant<Id<Server>, int>);
  CANONICAL(std::vector<std::variant<std::monostate, std::vector<int>>>);
}

TEST_CASE("ids are canonical", "[codec]") {
  CANONICAL(Id<Server>);
  CANONICAL(std::optional<Id<Server>>);
  CANONICAL(std::vector<Id<Server>>);
  CANONICAL(std::array<std::optional<Id<Server>>, 2>);
  CANONICAL(std::set<Id<Server>>);
  CANONICAL(std::map<Id<Server>, int>);
  CANONICAL(std::map<Id<Server>, std::set<Id<Server>>>);
}

TEST_CASE("aggregates are canonical", "[codec]") {
  CANONICAL(Empty);
  CANONICAL(std::vector<Empty>);
  CANONICAL(Vote);
  CANONICAL(Pair);
  CANONICAL(Mixed);
  CANONICAL(std::optional<Mixed>);
  CANONICAL(Durable<std::vector<Vote>>);
  CANONICAL(Disk);
  CANONICAL(Twenty);
}

TEST_CASE("the bytes are the same on every machine", "[codec]") {
  CHECK(encoded(std::int32_t{-2}) == "\xfe\xff\xff\xff");
  CHECK(encoded(std::uint16_t{0x1234}) == "\x34\x12");
  CHECK(encoded(Signed::minus_one) == "\xff\xff");
  CHECK(encoded(std::string("a\0b", 3)) == std::string("\3\0\0\0a\0b", 7));
  CHECK(encoded(std::vector<bool>{true, false}) == std::string("\2\0\0\0\1\0", 6));
  CHECK(encoded(std::optional<bool>()) == std::string(1, '\0'));
  CHECK(encoded(std::set<std::uint8_t>{3, 1, 2}) == std::string("\3\0\0\0\1\2\3", 7));
  CHECK(encoded(Empty{}).empty());
  CHECK(encoded(Vote{1, "x"}) == std::string("\1\0\0\0\1\1\0\0\0x", 10));
}

}  // namespace pessimist
