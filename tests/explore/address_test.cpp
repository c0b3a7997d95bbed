// Addresses of worlds: they lead where they did, or say that they do not.

#include "explore/address.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "pessimist/parameter.hpp"
#include "report/sample.hpp"

namespace pessimist::explore {
namespace {

const ProtocolModel<sample::Election> model{sample::Election::Parameters{}};
const std::map<Fault, unsigned> budgets{{Fault::crash, 1}, {Fault::restart, 1}};

Way walk(const std::string& address, std::size_t steps = static_cast<std::size_t>(-1)) {
  return walk_along(model, Network::unreliable, budgets, parse_address(address), steps);
}

TEST_CASE("address: as text and back", "[explore]") {
  for (const char* text : {"0", "3.0.12.7", "0.1~00000000", "12~1f0a9c3b"})
    CHECK(to_string(parse_address(text)) == text);
}

TEST_CASE("address: what is none is refused", "[explore]") {
  for (const char* text : {"", ".", "0.", ".0", "0..1", "a", "0.a", "-1", "+1", " 0", "0 ", "0~", "0~x",
                           "0~123456789", "0~0~0", "18446744073709551616", "0x1", "0,1"})
    CHECK_THROWS_AS(parse_address(text), UsageError);
  std::string longest = "0";
  for (int i = 0; i < 1'500; ++i) longest += ".0";
  CHECK(parse_address(longest).events.size() == 1'500);
  CHECK_THROWS_AS(parse_address(longest + ".0"), UsageError);
}

TEST_CASE("address: leads through its events, and may be followed in part", "[explore]") {
  const Way whole = walk("0.0.1.2");
  CHECK(whole.walk.trace().steps.size() == 3);
  CHECK(whole.address.check);
  const Way part = walk("0.0.1.2", 2);
  CHECK(part.walk.world() == walk("0.0.1").walk.world());
  CHECK(to_string(part.address) == to_string(walk("0.0.1").address));
  CHECK(walk("0.0.1.2", 0).walk.trace().steps.empty());
}

TEST_CASE("address: every event among those that are possible has one, and one only", "[explore]") {
  const Way way = walk("0.1.1");
  const auto possible = way.walk.survey().possible;
  REQUIRE(possible.size() > 3);
  for (std::size_t event = 0; event < possible.size(); ++event) {
    const Way next = walk("0.1.1." + std::to_string(event));
    CHECK(next.walk.world() == possible[event].after);
    const Trace& trace = next.walk.trace();
    const Address found =
        address_of(model, Network::unreliable, budgets, recorded(trace.starts), recorded(trace.steps));
    CHECK(found.events == next.address.events);
    CHECK(found.start == 0);
  }
  CHECK_THROWS_AS(walk("0.1.1." + std::to_string(possible.size())), UsageError);
  CHECK_THROWS_AS(walk("1"), UsageError);
}

TEST_CASE("address: whether the steps are still the same is seen by its check", "[explore]") {
  const std::string address = to_string(walk("0.0.1").address);
  CHECK(to_string(walk(address).address) == address);
  const std::string other = to_string(walk("0.1.0").address);
  CHECK(other.substr(other.find('~')) != address.substr(address.find('~')));
  CHECK_THROWS_AS(walk("0.0.1" + other.substr(other.find('~'))), UsageError);
  CHECK_NOTHROW(walk("0.0.1" + other.substr(other.find('~')), 1));  // of the whole way only it tells
}

TEST_CASE("address: a trace in which a step is not possible has none", "[explore]") {
  const Trace trace = walk("0.0.1").walk.trace();
  std::vector<RecordedStep> steps = recorded(trace.steps);
  steps.push_back(steps.front());
  CHECK_THROWS_AS(address_of(model, Network::unreliable, budgets, recorded(trace.starts), steps),
                  ReplayError);
  CHECK_THROWS_AS(
      address_of(model, Network::unreliable, budgets,
                 {RecordedStep{static_cast<NodeIndex>(model.layout().node_count() - 1), {}, {7}}}, {}),
      ReplayError);
}

}  // namespace
}  // namespace pessimist::explore
