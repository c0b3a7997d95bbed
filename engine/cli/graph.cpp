#include <algorithm>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/find_spec.hpp"
#include "cli/output.hpp"
#include "cli/settings.hpp"
#include "cli/trace_forms.hpp"
#include "report/graph_dot.hpp"
#include "report/graph_svg.hpp"
#include "report/quantity_words.hpp"
#include "world/requirements.hpp"

namespace pessimist::cli {

namespace {

constexpr std::size_t most_by_default = 1'000;

}  // namespace

int run_graph(const GraphWords& words) {
  if (!words.dot && !words.svg) throw UsageError("graph: into which file? --dot F.dot or --svg F.svg");
  const CheckWords& check = words.common;
  const Spec& spec = find_spec(check.spec);
  const Assignments assignments = parse_assignments(spec, check.assignments);
  const std::unique_ptr<Model> model = make_model(spec, assignments);
  const CheckOptions options = check_options(check, *model);
  world::require_network(*model, options.network);
  world::require_faults(*model, options.network, options.budgets);
  const Run run = run_of(check.program, spec.name, spec.parameters(assignments), *model, options);

  const StateGraph graph =
      state_graph(*model, options.network, options.budgets, options.limits.states.value_or(most_by_default));
  const std::string title = fmt::format("{} [{}]", run.spec, setting_in_words(run));
  bool all_written = true;
  if (words.dot) all_written &= write_or_complain(*words.dot, graph_dot(*model, graph, title));
  if (words.svg) all_written &= write_or_complain(*words.svg, graph_svg(*model, graph, title));
  if (!graph.is_complete) {
    print(fmt::format("These are the first {} worlds; there are more (--states N draws more of them).\n",
                      grouped(graph.vertices.size())));
  }
  print(fmt::format("{}: {}  states={} transitions={} depth={}\n", title,
                    graph.is_complete ? "drawn" : "unfinished", graph.vertices.size(), graph.edges.size(),
                    graph.vertices.back().depth));
  const int code = graph.is_complete ? exit_proved : exit_unfinished;
  all_written &= finish_output();
  return all_written ? code : after_failed_write(code);
}

}  // namespace pessimist::cli
