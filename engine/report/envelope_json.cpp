#include "report/envelope_json.hpp"

#include "report/run_json.hpp"
#include "report/trace_json.hpp"
#include "report/version.hpp"

namespace pessimist {

using nlohmann::ordered_json;

ordered_json envelope_json(const Model& model, const Run& run, const Envelope& envelope) {
  ordered_json properties = ordered_json::array();
  for (const PropertyEnvelope& property : envelope.properties) {
    ordered_json holds = ordered_json::array();
    for (const FaultBudget& budget : property.surviving) holds.push_back(faults_json(budget));
    ordered_json breaks = ordered_json::array();
    for (const auto& breaking : property.breaking) {
      breaks.push_back({{"faults", faults_json(breaking.budget)},
                        {"steps", *breaking.found.steps},
                        {"why", breaking.found.why},
                        {"trace", trace_json(model, run, breaking.found)}});
    }
    properties.push_back({{"name", property.name},
                          {"vacuous", property.vacuous},
                          {"holds", std::move(holds)},
                          {"breaks", std::move(breaks)}});
  }
  const CheckResult& result = envelope.run;
  return {{"spec", run.spec},
          {"parameters", parameters_json(run.parameters)},
          {"network", to_string(run.network)},
          {"upto", faults_json(envelope.upto)},
          {"complete", result.complete},
          {"stopped_by", result.stopped_by.empty() ? ordered_json() : ordered_json(result.stopped_by)},
          {"broken", result.broken.empty() ? ordered_json() : ordered_json(result.broken)},
          {"properties", std::move(properties)},
          {"states", result.states},
          {"transitions", result.transitions},
          {"depth", result.depth},
          {"cut", result.cut},
          {"seconds", result.seconds},
          {"bytes", result.bytes},
          {"workers", run.workers},
          {"reductions", names_of(result.reductions)},
          {"notes", result.notes},
          {"version", version()}};
}

}  // namespace pessimist
