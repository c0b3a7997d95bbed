#include "report/trace_json.hpp"

#include <functional>

#include <catch2/catch.hpp>

#include "pessimist/protocol_model.hpp"
#include "report/run_json.hpp"
#include "report/sample.hpp"
#include "report/trace_file.hpp"

namespace {

using nlohmann::ordered_json;
using pessimist::parse_trace;
using pessimist::TraceFileError;

const sample::Election::Parameters parameters;
const pessimist::ProtocolModel<sample::Election> model{parameters};
const pessimist::Run run = sample::run_of(pessimist::describe_parameters(parameters));

ordered_json document() { return trace_json(model, run, sample::eventful(model)); }

/// Loads and verifies, as `replay` does, but for running the steps.
void examine(const std::string& text) {
  const pessimist::TraceFile file = parse_trace(text);
  recorded_trace(file, model);
  verify(file, model, run, sample::eventful(model));
}

std::string complaint(const ordered_json& edited) {
  try {
    examine(edited.dump());
  } catch (const TraceFileError& error) {
    return error.what();
  }
  return "no complaint";
}

std::string complaint_at(const std::string& pointer, const ordered_json& value) {
  ordered_json edited = document();
  edited.at(ordered_json::json_pointer(pointer)) = value;
  return complaint(edited);
}

/// Every scalar of a document.
void visit_leaves(ordered_json& value, const std::string& pointer,
                  const std::function<void(ordered_json&, const std::string&)>& visit) {
  if (!value.is_structured()) return visit(value, pointer);
  std::size_t index = 0;
  for (auto& [key, child] : value.items()) {
    visit_leaves(child, pointer + "/" + (value.is_object() ? key : std::to_string(index)), visit);
    ++index;
  }
}

}  // namespace

TEST_CASE("what is saved is loaded and gives the same steps") {
  const pessimist::TraceFile file = parse_trace(pessimist::file_text(document()));
  CHECK(file.spec == "election");
  CHECK(file.parameters == pessimist::Assignments{{"voters", "3"}, {"strict", "false"}});
  CHECK(file.faults == run.faults);
  CHECK(file.property == "never done");
  const pessimist::PropertyResult property = sample::eventful(model);
  const pessimist::RecordedTrace recorded = recorded_trace(file, model);
  REQUIRE(recorded.steps.size() == property.trace->steps.size());
  REQUIRE(recorded.starts.size() == 1);
  for (std::size_t i = 0; i < recorded.steps.size(); ++i) {
    const pessimist::TraceStep& step = property.trace->steps[i];
    CHECK(recorded.steps[i].node == step.node);
    CHECK(recorded.steps[i].trigger.kind == step.trigger.kind);
    CHECK(recorded.steps[i].trigger.number == step.trigger.number);
    CHECK(recorded.steps[i].trigger.timer == step.trigger.timer);
    CHECK(recorded.steps[i].trigger.packets == step.trigger.packets);
    CHECK(recorded.steps[i].choices.size() == step.outcome.choices.size());
  }
  CHECK(recorded.steps[0].choices == std::vector<std::size_t>{1});
  verify(file, model, run, property);
}

TEST_CASE("the document is one for readers") {
  const ordered_json first = document().at("steps").at(0);
  CHECK(first.at("node") == "voter 1");
  CHECK(first.at("event") == "receive");
  CHECK(first.at("message").at("value") == "Ask{round: 1}");
  CHECK(first.at("message").at("from") == "clerk");
  CHECK(first.at("changes").at(0) == ordered_json{{"field", "promised"}, {"before", "none"}, {"after", "1"}});
  CHECK(first.at("sends").at(0).at("to") == "clerk");
  CHECK(first.at("after").at("state").at("promised") == "1");
  CHECK(document().at("parameters") == ordered_json{{"voters", 3}, {"strict", false}});
}

TEST_CASE("a trace that is cut off anywhere is refused as such, and what is no JSON with the place") {
  const std::string text = document().dump();
  for (std::size_t size = 0; size < text.size(); ++size) {
    try {
      examine(text.substr(0, size));
      FAIL("cut off at " << size);
    } catch (const TraceFileError& error) {
      REQUIRE(error.what() == "not JSON, or cut off after " + std::to_string(size) + " bytes");
    }
  }
  CHECK_THROWS_WITH(examine("{]}"), "not JSON at byte 2 of 3");
}

TEST_CASE("no value of a trace can be changed unnoticed, but the program's version") {
  ordered_json edited = document();
  std::size_t leaves = 0;
  visit_leaves(edited, "", [&](ordered_json& leaf, const std::string& pointer) {
    if (pointer == "/program") return;
    ++leaves;
    const ordered_json saved = leaf;
    const ordered_json other_value = saved.is_string()    ? ordered_json(saved.get<std::string>() + "x")
                                     : saved.is_boolean() ? ordered_json(!saved.get<bool>())
                                                          : ordered_json(saved.get<int>() + 1);
    for (const ordered_json& other : {other_value, ordered_json(), ordered_json(-1), ordered_json::array(),
                                      ordered_json::object(), ordered_json("")}) {
      if (other == saved) continue;
      leaf = other;
      INFO(pointer << " is now " << other);
      CHECK(complaint(edited) != "no complaint");
    }
    leaf = saved;
  });
  CHECK(leaves > 150);
  CHECK(complaint(edited) == "no complaint");
}

TEST_CASE("no field can be left out, added or doubled unnoticed") {
  ordered_json edited = document();
  const ordered_json whole = document();
  for (const auto& [key, value] : whole.items()) {
    ordered_json without = document();
    without.erase(key);
    INFO(key);
    CHECK_THAT(complaint(without), Catch::Contains("missing") && Catch::Contains(key));
  }
  edited["steps"][2]["note"] = 1;
  CHECK(complaint(edited).find("step 3: /steps/2/note does not belong here") == 0);
  std::string doubled = document().dump();
  doubled.insert(1, "\"spec\": \"other\", ");
  CHECK_THROWS_WITH(examine(doubled), Catch::Contains("stands twice"));
}

TEST_CASE("errors in a trace name the place and what is wrong there") {
  CHECK(complaint_at("/format", "x").find("/format: this is no trace") == 0);
  CHECK(complaint_at("/version", 2).find("/version: this program reads version 1") == 0);
  CHECK(complaint_at("/network", "smoke") == "/network: there is no such network");
  CHECK(complaint_at("/property/name", "x") == "/property/name: election has no such property");
  CHECK(complaint_at("/steps/3/node", "x") == "/steps/3/node: node 3 is \"clerk\", not \"x\"");
  CHECK(complaint_at("/steps/3/index", 9) == "/steps/3/index: there are 4 nodes only");
  CHECK(complaint_at("/steps/0/message/bytes", "0") ==
        "/steps/0/message/bytes: hexadecimal digits are expected, two for each byte");
  CHECK(complaint_at("/steps/0/choices/0/taken", 3) ==
        "/steps/0/choices/0/taken: a whole number from 0 to 2 is expected");
  CHECK(complaint_at("/steps/3/changes/0/after", "7")
            .find("step 4: /steps/3/changes/0/after says \"7\", but replay gives \"2\"") == 0);
  CHECK(complaint_at("/steps/3/sends", ordered_json::array())
            .find("step 4: /steps/3/sends has 0 elements, but replay gives 6") == 0);
  CHECK_THROWS_WITH(examine("[1, 2"), "not JSON, or cut off after 5 bytes");
  CHECK_THROWS_WITH(examine("[]"), "/: an object is expected");
  CHECK_THROWS_WITH(examine(std::string(100'000, '[')), Catch::Contains("nested too deep"));
}
