// Writes that were not synced, and what a crash leaves of them; counted by hand.

#include <array>
#include <string>

#include <catch2/catch.hpp>

#include <pessimist/pessimist.hpp>

#include "faults/counted.hpp"
#include "report/narrate.hpp"

namespace pessimist {
namespace {

using faults::Budgets;
using faults::counted;
using faults::Counts;

enum class Syncs : std::uint8_t { never, between, behind };

/// Writes two fields, and syncs as it is told.
template <DiskOrder order>
struct Scribe {
  static constexpr DiskOrder disk = order;

  Constant<Syncs> syncs = Syncs::never;
  Buffered<int> first = 0;
  Buffered<int> second = 0;
  bool done = false;

  void act(const Received<>&, Context<>& context) {
    if (done) return;
    done = true;
    first = 1;
    if (syncs == Syncs::between) context.sync();
    second = 1;
    if (syncs == Syncs::behind) context.sync();
  }
  void restart() {}
};
template <DiskOrder order>
struct Scriptorium {
  using Roles = pessimist::Roles<Scribe<order>>;
  using Messages = pessimist::Messages<>;
  struct Parameters {
    Syncs syncs = Syncs::never;
  };
  static void set_up(const Parameters& parameters, Setup<Scriptorium>& setup) {
    setup.template nodes<Scribe<order>>(1, Scribe<order>{.syncs = parameters.syncs});
    setup.faults({Fault::crash, Fault::restart, Fault::crash_in_handler, Fault::lost_writes, Fault::amnesia});
    setup.always("in order", each(observe<Scribe<order>>([](const Scribe<order>& scribe) {
                                    return scribe.second == 0 || scribe.first == 1;
                                  }),
                                  [](bool in_order) { return in_order; }));
  }
};
using InOrder = Scriptorium<DiskOrder::ordered>;
using InAnyOrder = Scriptorium<DiskOrder::reordering>;

const Budgets power_failure{{Fault::crash, 1}, {Fault::lost_writes, 1}};

TEST_CASE("disk: a crash of the process alone loses no write", "[faults]") {
  // Nothing done, done; and down with each.
  CHECK(counted<InOrder>(Network::unreliable, {{Fault::crash, 1}}) == Counts{4, 3, 2});
  CHECK(counted<InAnyOrder>(Network::unreliable, {{Fault::crash, 1}}) == Counts{4, 3, 2});
}

TEST_CASE("disk: an ordered disk keeps a first part of what was not synced", "[faults]") {
  // Beside those: the second write is lost, or both are.
  CHECK(counted<InOrder>(Network::unreliable, power_failure) == Counts{6, 5, 2});
  // The second alone may be lost, or none.
  CHECK(counted<InOrder>(Network::unreliable, power_failure, {Syncs::between}) == Counts{5, 4, 2});
  CHECK(counted<InOrder>(Network::unreliable, power_failure, {Syncs::behind}) == Counts{4, 3, 2});
}

TEST_CASE("disk: a reordering disk keeps any part of what was not synced", "[faults]") {
  // The first write is lost, the second, or both.
  CHECK(counted<InAnyOrder>(Network::unreliable, power_failure) == Counts{7, 6, 2});
  CHECK(counted<InAnyOrder>(Network::unreliable, power_failure, {Syncs::between}) == Counts{5, 4, 2});
  CHECK(counted<InAnyOrder>(Network::unreliable, power_failure, {Syncs::behind}) == Counts{4, 3, 2});
}

TEST_CASE("disk: a crash within a handler may lose writes too", "[faults]") {
  // Nothing, done; between the writes and behind both, with all kept; of the first and of both, something lost: nothing is
  // left, or the first.
  CHECK(counted<InOrder>(Network::unreliable, {{Fault::crash_in_handler, 1}, {Fault::lost_writes, 1}}) ==
        Counts{6, 5, 1});
}

TEST_CASE("disk: what survived a loss is on disk", "[faults]") {
  // A second power failure finds nothing more to lose: both lost, one kept, as before; each then up, down and so on.
  const Budgets once{{Fault::crash, 2}, {Fault::restart, 1}, {Fault::lost_writes, 1}};
  const Budgets twice{{Fault::crash, 2}, {Fault::restart, 1}, {Fault::lost_writes, 2}};
  CHECK(counted<InOrder>(Network::unreliable, once).worlds > 10);
  CHECK(counted<InOrder>(Network::unreliable, twice).worlds >
        counted<InOrder>(Network::unreliable, once).worlds);
}

template <class Protocol>
CheckResult checked(const Budgets& budgets) {
  const ProtocolModel<Protocol> model(typename Protocol::Parameters{});
  CheckOptions options;
  options.budgets = budgets;
  return check(model, options);
}

TEST_CASE("disk: only a reordering disk has the second write without the first", "[faults]") {
  CHECK(checked<InOrder>(power_failure).verdict == Verdict::proved);
  const CheckResult broken = checked<InAnyOrder>(power_failure);
  REQUIRE(broken.verdict == Verdict::violated);
  REQUIRE(broken.properties.front().trace);
  CHECK(broken.properties.front().trace->steps.size() == 2);
  const std::string told = narrate(ProtocolModel<InAnyOrder>(InAnyOrder::Parameters{}), Network::unreliable,
                                   broken.properties.front());
  CHECK(told.find("loses the last unsynced write to first") != std::string::npos);
  CHECK(told.find("first: 0 -> 1 (not synced: write 1 over 0)") != std::string::npos);
}

// A write of several fields at once.

struct Point {
  int x = 0;
  int y = 0;
};
struct Drawer {
  static constexpr bool torn_writes = true;
  Buffered<Point> point{};
  bool done = false;
  void act(const Received<>&) {
    if (done) return;
    done = true;
    point = Point{1, 1};
  }
};
struct Drawing {
  using Roles = pessimist::Roles<Drawer>;
  using Messages = pessimist::Messages<>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Drawing>& setup) {
    setup.nodes<Drawer>(1);
    setup.faults({Fault::crash, Fault::lost_writes});
  }
};

TEST_CASE("disk: a write may be torn where a role says so", "[faults]") {
  // Nothing, drawn, down with each; the write is lost, or done to x or to y alone.
  CHECK(counted<Drawing>(Network::unreliable, power_failure) == Counts{7, 6, 2});
}

struct Fresco {
  std::array<int, 2> upper{};
  int a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0, j = 0, k = 0, l = 0;
};
struct Painter {
  static constexpr bool torn_writes = true;
  Buffered<Fresco> fresco{};
  void act(const Received<>&) { fresco = Fresco{{1, 1}, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}; }
};
struct Painting {
  using Roles = pessimist::Roles<Painter>;
  using Messages = pessimist::Messages<>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Painting>& setup) {
    setup.nodes<Painter>(1);
    setup.faults({Fault::crash, Fault::lost_writes});
  }
};

TEST_CASE("disk: a write that may be torn in too many ways is not left out in silence", "[faults]") {
  CheckOptions options;
  const ProtocolModel<Painting> model(Painting::Parameters{});
  CHECK(check(model, options).verdict == Verdict::proved);
  options.budgets = power_failure;
  const CheckResult result = check(model, options);
  CHECK(result.verdict == Verdict::broken);
  CHECK_THAT(result.broken, Catch::Matchers::Contains("changes 13 fields of fresco at once"));
}

struct Engraver {
  Durable<int> written = 0;
  void act(const Received<>&) { written = 1; }
};
struct Synchronous {
  using Roles = pessimist::Roles<Engraver>;
  using Messages = pessimist::Messages<>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Synchronous>& setup) {
    setup.nodes<Engraver>(1);
    setup.faults({Fault::crash, Fault::lost_writes});
  }
};

TEST_CASE("disk: writes can be lost only where there are some that can", "[faults]") {
  CHECK_THAT(faults::refusal<Synchronous>(Network::unreliable, power_failure),
             Catch::Matchers::Contains("declare one as Buffered<T>"));
}

}  // namespace
}  // namespace pessimist
