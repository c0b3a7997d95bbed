#include "suite/outcome.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "report/mermaid.hpp"
#include "report/named.hpp"
#include "report/narrate.hpp"
#include "report/run_json.hpp"
#include "report/why_words.hpp"

namespace pessimist::suite {

using nlohmann::ordered_json;

namespace {

constexpr std::array all_verdicts{Verdict::proved, Verdict::violated, Verdict::unfinished, Verdict::broken};
constexpr std::array all_property_verdicts{PropertyResult::Verdict::holds, PropertyResult::Verdict::violated,
                                           PropertyResult::Verdict::undecided};

void tell_violation(const Model& model, const Run& run, const CheckResult& result,
                    const PropertyResult& property, PropertyOutcome& outcome) {
  outcome.steps = property.steps;
  outcome.why = property.why;
  if (!property.trace) return;
  if (!property.trace->steps.empty()) outcome.handler = handler_of(model, property.trace->steps.back());
  outcome.story = narrate(model, run.network, property) + why_in_words(model, run, property) +
                  minimality_in_words(result, property);
  outcome.mermaid = mermaid(model, run.network, property);
}

ordered_json json_of(const PropertyOutcome& property) {
  ordered_json document{{"name", property.name},       {"verdict", to_string(property.verdict)},
                        {"vacuous", property.vacuous}, {"why", property.why},
                        {"file", property.file},       {"line", property.line},
                        {"story", property.story},     {"mermaid", property.mermaid}};
  if (property.steps) document["steps"] = *property.steps;
  if (property.handler)
    document["handler"] = {property.handler->role, property.handler->function, property.handler->argument};
  return document;
}

/// Throws where the document is not what json_of gives.
PropertyOutcome property_from(const ordered_json& document) {
  PropertyOutcome property;
  document.at("name").get_to(property.name);
  property.verdict = named(all_property_verdicts, document.at("verdict").get<std::string>()).value();
  document.at("vacuous").get_to(property.vacuous);
  document.at("why").get_to(property.why);
  document.at("file").get_to(property.file);
  document.at("line").get_to(property.line);
  document.at("story").get_to(property.story);
  document.at("mermaid").get_to(property.mermaid);
  if (document.contains("steps")) property.steps = document["steps"].get<unsigned>();
  if (document.contains("handler")) {
    const ordered_json& words = document["handler"];
    property.handler = {words.at(0).get<std::string>(), words.at(1).get<std::string>(),
                        words.at(2).get<std::string>()};
  }
  return property;
}

}  // namespace

Outcome outcome_of(const Model& model, const Run& run, const CheckResult& result) {
  Outcome outcome{result.verdict, result.states, result.seconds, result.stopped_by, result.broken, {}};
  for (const PropertyResult& property : result.properties) {
    PropertyOutcome& told = outcome.properties.emplace_back();
    told.name = property.name;
    told.verdict = property.verdict;
    told.vacuous = property.vacuous;
    const auto& all = model.properties();
    const auto declared = std::ranges::find(all, property.name, &PropertyInfo::name);
    told.file = declared->place.file;
    told.line = declared->place.line;
    if (property.verdict == PropertyResult::Verdict::violated)
      tell_violation(model, run, result, property, told);
  }
  return outcome;
}

Outcome broken_outcome(std::string what) {
  Outcome outcome;
  outcome.verdict = Verdict::broken;
  outcome.broken = std::move(what);
  return outcome;
}

Outcome unfinished_outcome(std::string stopped_by) {
  Outcome outcome;
  outcome.verdict = Verdict::unfinished;
  outcome.stopped_by = std::move(stopped_by);
  return outcome;
}

std::string to_text(const Outcome& outcome) {
  ordered_json document{{"verdict", to_string(outcome.verdict)},
                        {"states", outcome.states},
                        {"seconds", outcome.seconds},
                        {"stopped_by", outcome.stopped_by},
                        {"broken", outcome.broken},
                        {"properties", ordered_json::array()}};
  for (const PropertyOutcome& property : outcome.properties)
    document["properties"].push_back(json_of(property));
  return file_text(document);
}

std::optional<Outcome> outcome_from_text(const std::string& text) {
  try {
    const ordered_json document = ordered_json::parse(text);
    Outcome outcome;
    outcome.verdict = named(all_verdicts, document.at("verdict").get<std::string>()).value();
    document.at("states").get_to(outcome.states);
    document.at("seconds").get_to(outcome.seconds);
    document.at("stopped_by").get_to(outcome.stopped_by);
    document.at("broken").get_to(outcome.broken);
    for (const ordered_json& property : document.at("properties"))
      outcome.properties.push_back(property_from(property));
    return outcome;
  } catch (const ordered_json::exception&) {
    return std::nullopt;
  } catch (const std::bad_optional_access&) {  // a verdict that there is not
    return std::nullopt;
  }
}

}  // namespace pessimist::suite
