// Which nodes there are, and the list of all specifications.

#include <algorithm>

#include <catch2/catch.hpp>

#include "vocabulary/zoo.hpp"

namespace pessimist {

namespace {

struct Client {};
struct Absent {};

Layout two_roles() {
  Layout layout;
  layout.add({type_key<Client>(), "client", false, 0, 1});
  layout.add({type_key<zoo::Server>(), "server", true, 0, 3});
  return layout;
}

Spec spec(const std::string& name) { return {name, "for a test", nullptr, nullptr}; }

}  // namespace

TEST_CASE("nodes of a role are consecutive", "[layout]") {
  const Layout layout = two_roles();
  REQUIRE(layout.node_count() == 4);
  CHECK(layout.roles()[1].first == 1);
  CHECK(layout.roles()[1].ordered);
  CHECK(layout.role_number(type_key<zoo::Server>()) == 1);
  CHECK(layout.role_number_of(0) == 0);
  CHECK(layout.role_number_of(3) == 1);
  CHECK(layout.has(type_key<Client>()));
  CHECK_FALSE(layout.has(type_key<Absent>()));
}

TEST_CASE("ids and indices are each other's inverse", "[layout]") {
  const Layout layout = two_roles();
  for (NodeIndex node = 0; node < layout.node_count(); ++node) CHECK(layout.index(layout.id(node)) == node);
  CHECK(layout.id(3).as<zoo::Server>() == IdAccess::make<zoo::Server>(2));
  CHECK(layout.id(0).is<Client>());
  CHECK_FALSE(layout.id(0).is<zoo::Server>());
  CHECK_THROWS_AS(layout.id(0).as<zoo::Server>(), std::logic_error);
  CHECK_THROWS_AS(layout.index(AnyId(IdAccess::make<zoo::Server>(3))), std::logic_error);
  CHECK_THROWS_AS(layout.index(AnyId(IdAccess::make<Absent>(0))), std::logic_error);
  CHECK_THROWS_AS(layout.role_number(type_key<Absent>()), std::logic_error);
}

TEST_CASE("nodes have names, and a number where there are several", "[layout]") {
  const Layout layout = two_roles();
  CHECK(layout.name(0) == "client");
  CHECK(layout.name(1) == "server 1");
  CHECK(layout.name_of(IdAccess::make<zoo::Server>(2)) == "server 3");
}

TEST_CASE("a role is set up once", "[layout]") {
  Layout layout = two_roles();
  CHECK_THROWS_AS(layout.add({type_key<Client>(), "client", false, 0, 1}), std::logic_error);
}

TEST_CASE("equal keys, equal types", "[layout]") {
  CHECK(type_key<Client>() == type_key<Client>());
  CHECK(type_key<Client>() != type_key<Absent>());
  CHECK(type_key<int>() != type_key<unsigned>());
}

TEST_CASE("specifications are sorted by name, each name once", "[registry]") {
  detail::register_spec(spec("vocabulary-test-b"));
  detail::register_spec(spec("vocabulary-test-a"));
  detail::register_spec(spec("vocabulary-test-c"));
  CHECK_THROWS_WITH(detail::register_spec(spec("vocabulary-test-a")),
                    "two specifications are called 'vocabulary-test-a'");
  const auto& specs = registered_specs();
  CHECK(std::is_sorted(specs.begin(), specs.end(),
                       [](const Spec& left, const Spec& right) { return left.name < right.name; }));
  CHECK(std::count_if(specs.begin(), specs.end(),
                      [](const Spec& known) { return known.name.starts_with("vocabulary-test-"); }) == 3);
}

}  // namespace pessimist
