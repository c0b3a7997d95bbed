#include "report/result_json.hpp"

#include "report/run_json.hpp"
#include "report/step_facts.hpp"
#include "report/version.hpp"

namespace pessimist {

using nlohmann::ordered_json;

namespace {

ordered_json property_json(const PropertyResult& property, const SavedTraces& saved) {
  ordered_json document{{"name", property.name},
                        {"kind", to_string(property.kind)},
                        {"verdict", to_string(property.verdict)},
                        {"vacuous", property.vacuous},
                        {"why", nullptr},
                        {"steps", nullptr},
                        {"minimal", nullptr},
                        {"faults", nullptr},
                        {"fewest_faults", property.fewest_faults},
                        {"trace", nullptr}};
  if (!property.why.empty()) document["why"] = property.why;
  if (property.steps) {
    document["steps"] = *property.steps;
    document["minimal"] = property.minimal;
  }
  if (property.trace) document["faults"] = faults_on(*property.trace);
  if (const auto file = saved.find(property.name); file != saved.end()) document["trace"] = file->second;
  return document;
}

ordered_json audit_json(const std::optional<reductions::AuditCounts>& audit) {
  if (!audit) return nullptr;
  const auto count_json = [](const reductions::AuditCount& kind) {
    return ordered_json{{"count", kind.count}, {"at_work", kind.at_work}};
  };
  return {{"independent_pairs", count_json(audit->independent_pairs)},
          {"permuted_worlds", count_json(audit->permuted_worlds)},
          {"dead_messages", count_json(audit->dead_messages)},
          {"class_members", count_json(audit->class_members)},
          {"stored_worlds", count_json(audit->stored_worlds)}};
}

ordered_json text_or_null(const std::string& text) {
  return text.empty() ? ordered_json() : ordered_json(text);
}

}  // namespace

ordered_json result_json(const Run& run, const CheckResult& result, const SavedTraces& saved,
                         const ordered_json& size) {
  ordered_json properties = ordered_json::array();
  for (const PropertyResult& property : result.properties)
    properties.push_back(property_json(property, saved));
  const ordered_json complete_depth =
      result.complete_depth ? ordered_json(*result.complete_depth) : ordered_json();
  return {{"spec", run.spec},
          {"parameters", parameters_json(run.parameters)},
          {"faults", faults_json(run.faults)},
          {"network", to_string(run.network)},
          {"verdict", to_string(result.verdict)},
          {"states", result.states},
          {"transitions", result.transitions},
          {"depth", result.depth},
          {"seconds", result.seconds},
          {"bytes", result.bytes},
          {"workers", run.workers},
          {"reductions", names_of(result.reductions)},
          {"notes", result.notes},
          {"audit", audit_json(result.audit)},
          {"cut", result.cut},
          {"complete_depth", complete_depth},
          {"most_faults", result.most_faults ? ordered_json(*result.most_faults) : ordered_json()},
          {"stopped_by", text_or_null(result.stopped_by)},
          {"broken", text_or_null(result.broken)},
          {"properties", std::move(properties)},
          {"size", size},
          {"version", version()}};
}

}  // namespace pessimist
