// Parameters from the command line.

#include <catch2/catch.hpp>

#include "vocabulary/zoo.hpp"

namespace pessimist {

namespace {

enum class Bug { none, commit_early, forgets = 7 };

struct Knobs {
  Parameter<int> servers{3, "how many servers", 1, 9};
  Parameter<std::uint8_t> byte_wide{0, "a byte"};
  Parameter<std::int64_t> wide{0, "as wide as it gets"};
  Parameter<bool> quick{false, "whether to hurry"};
  Parameter<Bug> bug{Bug::none, "what is wrong"};
  Parameter<int> at_least{5, "from below", 5, std::numeric_limits<int>::max()};
};
struct NoKnobs {};

Knobs given(const std::string& name, const std::string& value) {
  return assign_parameters<Knobs>({{name, value}});
}

std::string complaint(const std::string& name, const std::string& value) {
  try {
    given(name, value);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("parameters have their defaults", "[parameter]") {
  const auto knobs = assign_parameters<Knobs>({});
  CHECK(*knobs.servers == 3);
  CHECK(knobs.bug == Bug::none);
  CHECK_NOTHROW(assign_parameters<NoKnobs>({}));
}

TEST_CASE("parameters are assigned by name", "[parameter]") {
  CHECK(*given("servers", "9").servers == 9);
  CHECK(*given("servers", "1").servers == 1);
  CHECK(*given("byte_wide", "255").byte_wide == 255);
  CHECK(*given("byte-wide", "255").byte_wide == 255);
  CHECK(*given("wide", "-9223372036854775808").wide == std::numeric_limits<std::int64_t>::min());
  CHECK(*given("wide", "9223372036854775807").wide == std::numeric_limits<std::int64_t>::max());
  CHECK(*given("quick", "true").quick);
  CHECK(*given("quick", "yes").quick);
  CHECK_FALSE(*given("quick", "0").quick);
  CHECK(*given("bug", "commit-early").bug == Bug::commit_early);
  CHECK(*given("bug", "commit_early").bug == Bug::commit_early);
  CHECK(*given("bug", "forgets").bug == Bug::forgets);
  const auto both = assign_parameters<Knobs>({{"servers", "4"}, {"bug", "forgets"}});
  CHECK(*both.servers == 4);
  CHECK(*both.bug == Bug::forgets);
}

TEST_CASE("what is no value of a parameter is rejected in words", "[parameter]") {
  CHECK(complaint("servers", "10") ==
        "parameter 'servers' cannot be '10': it is an integer, 1 to 9 (how many servers)");
  for (const char* value : {"0", "-1", "", " 3", "3 ", "3x", "x", "0x3", "+3", "3.0", "99999999999999999999",
                            "-99999999999999999999", "4294967299"}) {
    INFO(value);
    CHECK(complaint("servers", value) != "none");
  }
  CHECK(complaint("byte-wide", "256") != "none");
  CHECK(complaint("byte-wide", "-1") != "none");
  CHECK(complaint("wide", "9223372036854775808") != "none");
  CHECK(complaint("at-least", "4") ==
        "parameter 'at_least' cannot be '4': it is an integer, at least 5 (from below)");
  CHECK(complaint("quick", "maybe") ==
        "parameter 'quick' cannot be 'maybe': it is one of false, true (whether to hurry)");
  CHECK(complaint("quick", "") != "none");
  CHECK(complaint("bug", "typo") ==
        "parameter 'bug' cannot be 'typo': it is one of none, commit-early, forgets (what is wrong)");
  CHECK(complaint("bug", "") != "none");
  CHECK(complaint("bug", "1") != "none");
}

TEST_CASE("unknown parameters are rejected with those that are known", "[parameter]") {
  CHECK(complaint("server", "3") ==
        "unknown parameter 'server'; known are: servers, byte_wide, wide, quick, bug, at_least");
  CHECK(complaint("", "3") != "none");
  CHECK_THROWS_WITH(assign_parameters<NoKnobs>({{"x", "1"}}),
                    "unknown parameter 'x'; this specification has none");
}

TEST_CASE("parameters are listed", "[parameter]") {
  const auto infos = describe_parameters(given("bug", "commit-early"));
  REQUIRE(infos.size() == 6);
  CHECK(infos[0].name == "servers");
  CHECK(infos[0].value == "3");
  CHECK(infos[0].help == "how many servers");
  CHECK(infos[0].range == "1 to 9");
  CHECK(infos[0].options.empty());
  CHECK(infos[1].value == "0");
  CHECK(infos[3].options == std::vector<std::string>{"false", "true"});
  CHECK(infos[4].value == "commit-early");
  CHECK(infos[4].options == std::vector<std::string>{"none", "commit-early", "forgets"});
  CHECK(infos[5].range == "at least 5");
}

}  // namespace pessimist
