#include "report/narrate.hpp"

#include <catch2/catch.hpp>

#include "pessimist/protocol_model.hpp"
#include "report/difference.hpp"
#include "report/sample.hpp"

namespace {

using pessimist::Value;

const pessimist::ProtocolModel<sample::Election> model{sample::Election::Parameters{}};

Value sequence_of(int size, Value::Kind kind = Value::Kind::sequence) {
  Value value{kind, "", {}};
  for (int i = 0; i < size; ++i) value.children.emplace_back("", Value::leaf(std::to_string(1000 + i)));
  return value;
}

}  // namespace

TEST_CASE("a step that sends what was sent before sends it anew where messages are delivered once") {
  const std::string text = pessimist::narrate(model, pessimist::Network::unordered, sample::eventful(model));
  CHECK(text.find("again") == std::string::npos);
}

TEST_CASE("a whole role of many nodes is named as one, a witness is no violation") {
  sample::Election::Parameters parameters;
  parameters.voters.set(7);
  const pessimist::ProtocolModel<sample::Election> large(parameters);
  pessimist::PropertyResult property = sample::eventful(large);
  property.verdict = pessimist::PropertyResult::Verdict::holds;
  property.kind = pessimist::PropertyInfo::Kind::sometimes;
  property.why.clear();
  property.nodes.clear();
  const std::string text = pessimist::narrate(large, pessimist::Network::unreliable, property);
  CHECK(text.find("all 7 voters  promised: none") != std::string::npos);
  CHECK(text.find("sends Ask{round: 1} to all 7 voters\n") != std::string::npos);
  // It names no node, so those are shown that it reads.
  CHECK(text.find("\nThis is the witness of `never done` (sometimes)\n      clerk  round: 2") !=
        std::string::npos);
}

TEST_CASE("a change that is too long to compare is taken apart, in full truth") {
  const auto words = [](const Value& before, const Value& after) {
    return in_words(pessimist::Change{"log", before, after});
  };
  using Kind = Value::Kind;
  CHECK(words(sequence_of(1), sequence_of(2)) == "log: [1000] -> [1000, 1001]");
  CHECK(words(sequence_of(20), sequence_of(22)) == "log: gains 1020, 1021 at the end");
  CHECK(words(sequence_of(22), sequence_of(20)) == "log: loses its last 2: 1020, 1021");
  Value changed = sequence_of(20);
  changed.children[3].second = Value::leaf("7");
  CHECK(words(sequence_of(20), changed) == "log: [3]: 1003 -> 7");
  CHECK(words(sequence_of(20, Kind::set), sequence_of(21, Kind::set)) == "log: gains 1020");
  Value fewer = sequence_of(21, Kind::set);
  fewer.children.erase(fewer.children.begin());
  CHECK(words(sequence_of(20, Kind::set), fewer) == "log: gains 1020; loses 1000");
  Value mapped = sequence_of(20, Kind::map);
  mapped.children[5].second = Value::leaf("7");
  CHECK(words(sequence_of(20, Kind::map), mapped) == "log: [1004]: 1005 -> 7");
  CHECK(words(sequence_of(20, Kind::map), sequence_of(22, Kind::map)) == "log: gains 1020: 1021");
  CHECK(words(sequence_of(22, Kind::map), sequence_of(20, Kind::map)) == "log: loses 1020");
  const Value before{Kind::record, "Disk", {{"log", sequence_of(20)}, {"term", Value::leaf("1")}}};
  const Value after{Kind::record, "Disk", {{"log", sequence_of(21)}, {"term", Value::leaf("2")}}};
  CHECK(words(before, after) == "log: .log: gains 1020 at the end; .term: 1 -> 2");
}
