// What a trace says of each kind of fault, and that it is the same trace once it was saved, loaded and run again.

#include <optional>
#include <string>

#include <catch2/catch.hpp>

#include <pessimist/pessimist.hpp>

#include "faults/counted.hpp"
#include "report/narrate.hpp"
#include "report/run_json.hpp"
#include "report/trace_file.hpp"
#include "report/trace_json.hpp"
#include "verdict/replay.hpp"

namespace pessimist {
namespace {

using faults::Budgets;

/// The shortest way to what the protocol's one property is about, in words.
template <class Protocol>
std::string told(Network network, const Budgets& budgets) {
  const typename Protocol::Parameters parameters{};
  const ProtocolModel<Protocol> model(parameters);
  CheckOptions options;
  options.network = network;
  options.budgets = budgets;
  const CheckResult result = check(model, options);
  const PropertyResult& found = result.properties.at(0);
  REQUIRE(found.trace);
  CHECK(naive::differences(model, {network, budgets}, naive::explore(model, {network, budgets})) == "");

  Run run;
  run.spec = "protocol";
  run.network = network;
  run.faults = budgets;
  const TraceFile file = parse_trace(file_text(trace_json(model, run, found)));
  const PropertyResult again = replay(model, options, recorded_trace(file, model));
  REQUIRE(again.trace);
  CHECK(*again.trace == *found.trace);
  CHECK_NOTHROW(verify(file, model, run, again));
  return narrate(model, network, found);
}

#define CHECK_TOLD(text, words) CHECK_THAT(text, Catch::Matchers::Contains(words))

// Who is cut off, suspects, and reads a letter after all.

struct Letter {};
struct Writer {
  void start(Context<Letter>& context);
};
struct Reader {
  bool suspects = false;
  bool read = false;
  bool broken = false;
  bool was_wrong = false;
  void receive(const Letter&) {
    read = true;
    was_wrong = suspects;
  }
  void suspect(Id<Writer>) { suspects = true; }
  void disconnected(Id<Writer>) { broken = true; }
};
void Writer::start(Context<Letter>& context) { context.send(context.only<Reader>(), Letter{}); }

template <bool by_reset>
struct Post {
  using Roles = pessimist::Roles<Reader, Writer>;
  using Messages = pessimist::Messages<Letter>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Post>& setup) {
    setup.template nodes<Reader>(1);
    setup.template nodes<Writer>(1);
    setup.networks({Network::fifo});
    setup.faults({Fault::cut, Fault::isolate, Fault::partition, Fault::heal, Fault::reset});
    setup.sometimes("it was hard", each(observe<Reader>([](const Reader& reader) {
                                          return by_reset ? reader.broken && !reader.read : reader.was_wrong;
                                        }),
                                        [](bool hard) { return hard; }));
  }
};

TEST_CASE("told: links", "[faults]") {
  const std::string cut = told<Post<false>>(Network::fifo, {{Fault::cut, 1}, {Fault::heal, 1}});
  CHECK_TOLD(cut, "messages from writer to reader do not come through any more");
  CHECK_TOLD(cut, "reader suspects writer, from which nothing comes any more");
  CHECK_TOLD(cut, "all links carry messages again");
  CHECK_TOLD(told<Post<false>>(Network::fifo, {{Fault::partition, 1}, {Fault::heal, 1}}),
             "the network falls apart: reader on one side, writer on the other");
  CHECK_TOLD(told<Post<false>>(Network::fifo, {{Fault::isolate, 1}, {Fault::heal, 1}}),
             "is cut off from all others");
  const std::string reset = told<Post<true>>(Network::fifo, {{Fault::reset, 1}});
  CHECK_TOLD(reset, "the connection from writer to reader breaks");
  CHECK_TOLD(reset, "loses Letter on its way");
}

// Who stands still, and what clocks say.

struct Go {};
struct Walker {
  int step = 0;
  std::optional<Ticks> arrived{};
  void act(const Received<>&, Context<Go>& context) {
    if (step != 0) return;
    step = 1;
    context.yield(Go{});
  }
  void timeout(const Go&, Context<ReadsClock>& context) {
    step = 2;
    arrived = context.now();
  }
};
struct Walk {
  static constexpr bool clocks = true;
  using Roles = pessimist::Roles<Walker>;
  using Messages = pessimist::Messages<>;
  using Timers = pessimist::Timers<Go>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Walk>& setup) {
    setup.nodes<Walker>(2);
    setup.clocks({.horizon = 2});
    setup.faults({Fault::pause});
    // The one has set out, and arrives last but at once when the other arrives.
    setup.sometimes("it took time", pairs(observe<Walker>(), [](const Walker& one, const Walker& other) {
                      return one.step == 1 && other.arrived == 1;
                    }));
  }
};

TEST_CASE("told: a node stands still while time passes", "[faults]") {
  const std::string text = told<Walk>(Network::unreliable, {{Fault::pause, 1}});
  CHECK_TOLD(text, "acts of its own accord, and stands still before Go");
  CHECK_TOLD(text, "time passes");
  CHECK_TOLD(text, "all clocks show 1");
}

struct Rest {
  using Roles = pessimist::Roles<Walker>;
  using Messages = pessimist::Messages<>;
  using Timers = pessimist::Timers<Go>;
  static constexpr bool clocks = true;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Rest>& setup) {
    setup.nodes<Walker>(1);
    setup.clocks({.horizon = 1});
    setup.faults({Fault::pause});
    // Of its two steps only the second is late if it stood still between them.
    setup.sometimes("late",
                    each(&Walker::arrived, [](std::optional<Ticks> arrived) { return arrived == 1; }));
  }
};

struct Say {
  static constexpr bool prompt = true;
  Ticks time = 0;
};
struct Hearer {
  bool differs = false;
  void receive(const Say& say, Context<ReadsClock>& context) { differs = context.now() != say.time; }
};
struct Teller {
  bool told = false;
  void act(const Received<>&, Context<Say, ReadsClock>& context) {
    if (!told) context.send(context.only<Hearer>(), Say{context.now()});
    told = true;
  }
};
struct Talk {
  static constexpr bool clocks = true;
  using Roles = pessimist::Roles<Teller, Hearer>;
  using Messages = pessimist::Messages<Say>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Talk>& setup) {
    setup.nodes<Teller>(1);
    setup.nodes<Hearer>(1);
    setup.networks({Network::unordered});
    setup.clocks({.horizon = 2});
    setup.faults({Fault::skew, Fault::jump});
    setup.spare<Teller>({Fault::skew, Fault::jump});
    setup.sometimes("they differ", each(&Hearer::differs, [](bool differs) { return differs; }));
  }
};

TEST_CASE("told: clocks that go wrong", "[faults]") {
  CHECK_TOLD(told<Talk>(Network::unordered, {{Fault::skew, 1}}), "time passes, but hearer's clock m");
  CHECK_TOLD(told<Talk>(Network::unordered, {{Fault::jump, 1}}), "hearer's clock is set forth to 1");
  CHECK_TOLD(told<Rest>(Network::unreliable, {{Fault::pause, 1}}), "all clocks show 1");
}

// Who lies.

struct Vote {};
struct Voter {
  bool fooled = false;
  void receive(const Vote&) { fooled = true; }
  void forge(Context<Vote>& context) { context.broadcast<Voter>(Vote{}); }
};
struct Election {
  using Roles = pessimist::Roles<Voter>;
  using Messages = pessimist::Messages<Vote>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Election>& setup) {
    setup.nodes<Voter>(3);
    setup.faults({Fault::byzantine});
    setup.sometimes("somebody is fooled", each(&Voter::fooled, [](bool fooled) { return fooled; }));
  }
};

TEST_CASE("told: a node lies", "[faults]") {
  const std::string text = told<Election>(Network::unreliable, {{Fault::byzantine, 1}});
  CHECK_TOLD(text, " begins to lie");
  CHECK_TOLD(text, "sends Vote to");
}

// What a disk loses.

struct Pair {
  int x = 0;
  int y = 0;
};
struct Scribe {
  static constexpr bool torn_writes = true;
  Buffered<Pair> pair{};
  bool done = false;
  void act(const Received<>&) {
    if (!done) pair = Pair{1, 1};
    done = true;
  }
};
struct Book {
  using Roles = pessimist::Roles<Scribe>;
  using Messages = pessimist::Messages<>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Book>& setup) {
    setup.nodes<Scribe>(2);
    setup.faults({Fault::crash, Fault::crash_in_handler, Fault::lost_writes});
    setup.sometimes(
        "it is torn",
        each(observe<Scribe>([](const Scribe& scribe) { return scribe.pair->x != scribe.pair->y; }),
             [](bool torn) { return torn; }));
  }
};

TEST_CASE("told: a disk loses a part of a write", "[faults]") {
  const std::string crash = told<Book>(Network::unreliable, {{Fault::crash, 1}, {Fault::lost_writes, 1}});
  CHECK_TOLD(crash, "loses the last unsynced write");
  CHECK_TOLD(crash, "but for a part of the first lost write to pair");
  CHECK_TOLD(told<Book>(Network::unreliable, {{Fault::crash_in_handler, 1}, {Fault::lost_writes, 1}}),
             "acts of its own accord, and crashes within its handler");
}

}  // namespace
}  // namespace pessimist
