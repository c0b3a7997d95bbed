#include "cli/traced_run.hpp"

#include "cli/crash_guard.hpp"
#include "cli/find_spec.hpp"
#include "cli/settings.hpp"

namespace pessimist::cli {

namespace {

CheckOptions options_of(const TraceFile& file, const Model& model) {
  CheckOptions options;
  options.network = parse_network(std::string(to_string(file.network)), model.networks());
  for (const auto& [fault, budget] : file.faults) {
    options.budgets.merge(
        parse_faults("faults", fmt::format("{}={}", to_string(fault), budget), model.faults()));
  }
  options.on_hang = end_as_hung;
  return options;
}

}  // namespace

TracedRun run_of_trace(const std::string& program, const std::string& path) {
  TracedRun traced;
  traced.file = load_trace(path);
  const Assignments& parameters = traced.file.parameters;
  const Spec& spec = of_file(path, "/spec", [&]() -> const Spec& { return find_spec(traced.file.spec); });
  traced.model = of_file(path, "/parameters", [&] { return make_model(spec, parameters); });
  traced.options = of_file(path, "", [&] { return options_of(traced.file, *traced.model); });
  traced.run = run_of(program, spec.name, spec.parameters(parameters), *traced.model, traced.options);
  return traced;
}

}  // namespace pessimist::cli
