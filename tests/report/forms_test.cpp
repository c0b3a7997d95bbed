// Every text form of a trace, as it stands in tests/report/snapshots.

#include <string>

#include <catch2/catch.hpp>

#include "pessimist/protocol_model.hpp"
#include "report/itf.hpp"
#include "report/lanes.hpp"
#include "report/mermaid.hpp"
#include "report/narrate.hpp"
#include "report/run_json.hpp"
#include "report/sample.hpp"
#include "report/shiviz.hpp"
#include "report/snapshot.hpp"
#include "report/trace_json.hpp"

namespace pessimist {
namespace {

const ProtocolModel<sample::Election> model{sample::Election::Parameters{}};
const Run run = sample::run_of(describe_parameters(sample::Election::Parameters{}));

std::size_t longest_line(const std::string& text, bool is_ascii) {
  std::size_t longest = 0, length = 0;
  for (const char c : text) {
    if (c == '\n') length = 0;
    // Of a character of several bytes only the first counts.
    else if (is_ascii || (static_cast<unsigned char>(c) & 0xc0) != 0x80)
      longest = std::max(longest, ++length);
  }
  return longest;
}

TEST_CASE("forms of a trace with every kind of event", "[report]") {
  const PropertyResult property = sample::eventful(model);
  snapshot::check("election.story.txt", narrate(model, Network::unreliable, property));
  snapshot::check("election.lanes.txt", lanes(model, Network::unreliable, property, {true, 80}));
  snapshot::check("election.lanes.ascii.txt", lanes(model, Network::unreliable, property, {false, 80}));
  snapshot::check("election.mmd", mermaid(model, Network::unreliable, property));
  snapshot::check("election.shiviz.log", shiviz(model, Network::unreliable, property));
  snapshot::check("election.itf.json", file_text(itf_json(model, run, property)));
  snapshot::check("election.trace.json", file_text(trace_json(model, run, property)));
}

TEST_CASE("names and values that are syntax elsewhere are written as text", "[report]") {
  sample::Walk walk(model);
  walk.receive(0, 0, {2});
  const PropertyResult property = walk.violation("<b>it's</b> \"done\"; #1 & `%%{x}` é\nnext");
  snapshot::check("hostile.mmd", mermaid(model, Network::unreliable, property));
  snapshot::check("hostile.shiviz.log", shiviz(model, Network::unreliable, property));
  snapshot::check("hostile.itf.json", file_text(itf_json(model, run, property)));
}

TEST_CASE("lanes keep within their width, for many nodes and many steps", "[report]") {
  sample::Election::Parameters parameters;
  parameters.voters.set(9);
  const ProtocolModel<sample::Election> large(parameters);
  sample::Walk walk(large);
  for (int round = 0; round < 25; ++round) {
    for (NodeIndex voter = 0; voter < 9; ++voter) walk.receive(voter, 0);
  }
  for (const bool unicode : {true, false}) {
    const std::string text = lanes(large, Network::unreliable, walk.violation("it is done"), {unicode, 90});
    CHECK(longest_line(text, !unicode) <= 90);
    CHECK(text.find("225*  ") != std::string::npos);
    CHECK(text.find("voter 9 receives Ask{round: 1} from") != std::string::npos);
  }
}

}  // namespace
}  // namespace pessimist
