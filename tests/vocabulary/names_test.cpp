// Names read from the compiler, by every compiler alike.

#include <catch2/catch.hpp>

#include "vocabulary/zoo.hpp"

enum class OfNoNamespace { none, some };  // compilers spell casts to it otherwise

namespace elsewhere {
struct Outer {
  struct Inner {
    int depth = 0;
  };
  enum class Mode { on, off };
};
template <class T>
struct Box {
  T value{};
  template <class U>
  struct Lid {
    U width{};
  };
};
}  // namespace elsewhere

namespace pessimist {

namespace {

struct Hidden {
  int first_field = 0;
  std::vector<std::map<int, std::string>> second = {};
};
enum class Gaps { none = 0, five = 5, last = 63, beyond = 64, far = 1000 };
enum class Negative { minus_two = -2, minus_one, zero, one };
enum class Bytes : unsigned char { zero, one, most = 255 };
enum Old : int { old_zero, old_one };
enum class Aliased { first, second, also_second = second };

template <class T>
std::string name_of(T value) {
  return std::string(enumerator_name(value).value_or("?"));
}

}  // namespace

TEST_CASE("an enum of no namespace has the enumerators that it has") {
  CHECK(pessimist::enumerator_name(OfNoNamespace::some) == "some");
  CHECK_FALSE(pessimist::enumerator_name(static_cast<OfNoNamespace>(2)).has_value());
}

TEST_CASE("types are named without their namespaces and arguments", "[names]") {
  CHECK(type_name<Hidden>() == "Hidden");
  CHECK(type_name<zoo::Vote>() == "Vote");
  CHECK(type_name<elsewhere::Outer>() == "Outer");
  CHECK(type_name<elsewhere::Outer::Inner>() == "Inner");
  CHECK(type_name<elsewhere::Box<int>>() == "Box");
  CHECK(type_name<elsewhere::Box<elsewhere::Outer::Inner>>() == "Box");
  CHECK(type_name<elsewhere::Box<elsewhere::Box<Hidden>>>() == "Box");
  CHECK(type_name<elsewhere::Box<int>::Lid<bool>>() == "Lid");
  CHECK(type_name<elsewhere::Box<elsewhere::Box<Hidden>>::Lid<elsewhere::Box<Hidden>>>() == "Lid");
  struct Inside {};
  CHECK(type_name<Inside>() == "Inside");
}

TEST_CASE("fields are named", "[names]") {
  CHECK(field_name<Hidden, 0>() == "first_field");
  CHECK(field_name<Hidden, 1>() == "second");
  CHECK(field_name<elsewhere::Outer::Inner, 0>() == "depth");
  CHECK(field_name<elsewhere::Box<int>, 0>() == "value");
  CHECK(field_name<elsewhere::Box<elsewhere::Box<Hidden>>, 0>() == "value");
  CHECK(field_name<elsewhere::Box<std::vector<Hidden>>::Lid<std::map<int, Hidden>>, 0>() == "width");
  CHECK(field_name<zoo::Pair, 1>() == "to");
  CHECK(field_name<zoo::Disk, 2>() == "voted_for");
  CHECK(field_name<zoo::Mixed, 4>() == "last");

  std::string names;
  const auto id = IdAccess::make<zoo::Server>(0);
  const zoo::Twenty twenty{.b = id,
                           .d = {},
                           .e = {},
                           .f = {},
                           .h = {},
                           .i = {},
                           .m = {},
                           .n = {},
                           .p = {},
                           .q = {0, id},
                           .s = {id, id},
                           .t = id};
  for_each_field(twenty, [&](std::string_view name, const auto&) { names += name; });
  CHECK(names == "abcdefghijklmnopqrst");
}

TEST_CASE("enumerators from 0 to 63 are named", "[names]") {
  CHECK(name_of(zoo::Colour::blue) == "blue");
  CHECK(name_of(elsewhere::Outer::Mode::off) == "off");
  CHECK(name_of(Gaps::none) == "none");
  CHECK(name_of(Gaps::five) == "five");
  CHECK(name_of(Gaps::last) == "last");
  CHECK(name_of(static_cast<Gaps>(4)) == "?");
  CHECK(name_of(static_cast<Gaps>(-1)) == "?");
  CHECK(name_of(Gaps::beyond) == "?");
  CHECK(name_of(Gaps::far) == "?");
  CHECK(name_of(Negative::one) == "one");
  CHECK(name_of(Negative::minus_one) == "?");
  CHECK(name_of(Bytes::one) == "one");
  CHECK(name_of(Bytes::most) == "?");
  CHECK(name_of(old_one) == "old_one");
  CHECK((name_of(Aliased::also_second) == "second" || name_of(Aliased::also_second) == "also_second"));
}

TEST_CASE("words and dashes", "[names]") {
  CHECK(in_words("ResourceManager") == "resource manager");
  CHECK(in_words("server") == "server");
  CHECK(in_words("") == "");
  CHECK(in_dashes("commit_early") == "commit-early");
  CHECK(in_dashes("none") == "none");
}

}  // namespace pessimist
