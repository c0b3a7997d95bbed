#include "trace/flight.hpp"

#include <catch2/catch.hpp>

using namespace pessimist;

namespace {

using Kind = Trigger::Kind;
using Steps = std::vector<std::size_t>;

const Packet hello{0, 1, 0, "hello"};
const Packet bye{0, 1, 0, "bye"};

/// A trace of two nodes, the one step after the other; only what is about messages matters here.
class Story {
 public:
  explicit Story(std::vector<Packet> at_first = {}) { trace_.initial.inboxes = {{}, std::move(at_first)}; }

  Story& sends(std::vector<Packet> packets) {
    TraceStep step;
    step.trigger.kind = Kind::act;
    step.outcome.sends = std::move(packets);
    trace_.steps.push_back(std::move(step));
    return *this;
  }
  Story& meets(Kind kind, std::vector<Packet> packets) {
    TraceStep step;
    step.node = 1;
    step.trigger.kind = kind;
    step.trigger.packets = std::move(packets);
    if (kind == Kind::reset) step.trigger.nodes = {0};
    trace_.steps.push_back(std::move(step));
    return *this;
  }
  std::vector<Flight> on(Network network) const { return flights(network, trace_); }

 private:
  Trace trace_;
};

}  // namespace

TEST_CASE("flights: what lies there for ever may be received again and again, and is sent but once") {
  const auto found = Story()
                         .sends({hello})
                         .meets(Kind::receive, {hello})
                         .sends({hello, bye})
                         .meets(Kind::receive, {hello})
                         .on(Network::unreliable);
  REQUIRE(found.size() == 2);
  CHECK(found[0].begun == 0);
  CHECK(found[0].met == Steps{1, 3});
  CHECK(found[1].packet == bye);
  CHECK(found[1].begun == 2);
  CHECK(found[1].met.empty());
}

TEST_CASE("flights: where each is received once, the first sent is the first received") {
  const auto found = Story({hello})
                         .sends({hello})
                         .meets(Kind::receive, {hello})
                         .meets(Kind::drop, {hello})
                         .on(Network::unordered);
  REQUIRE(found.size() == 2);
  CHECK_FALSE(found[0].begun);
  CHECK(found[0].met == Steps{1});
  CHECK(found[1].begun == 0);
  CHECK(found[1].met == Steps{2});
}

TEST_CASE("flights: a doubled message is two from then on") {
  const auto found = Story({hello})
                         .meets(Kind::duplicate, {hello})
                         .meets(Kind::receive, {hello})
                         .meets(Kind::receive, {hello})
                         .on(Network::fifo);
  REQUIRE(found.size() == 2);
  CHECK(found[0].met == Steps{0, 1});
  CHECK(found[1].begun == 0);
  CHECK(found[1].met == Steps{2});
}

TEST_CASE("flights: an act leaves what it reads, a break of the connection leaves nothing") {
  const auto found = Story({hello, bye})
                         .meets(Kind::act, {bye})
                         .meets(Kind::reset, {hello, bye})
                         .sends({hello})
                         .on(Network::fifo);
  REQUIRE(found.size() == 3);
  CHECK(found[0].met == Steps{1});
  CHECK(found[1].met == Steps{0, 1});
  CHECK(found[2].met.empty());
}
