#include "trace/recorded.hpp"

namespace pessimist {

RecordedStep recorded(const TraceStep& step) {
  RecordedStep result{step.node, step.trigger, {}};
  for (const Choice& choice : step.outcome.choices) result.choices.push_back(choice.taken);
  return result;
}

std::vector<RecordedStep> recorded(const std::vector<TraceStep>& steps) {
  std::vector<RecordedStep> result;
  for (const TraceStep& step : steps) result.push_back(recorded(step));
  return result;
}

std::vector<std::vector<std::size_t>> start_scripts(std::size_t nodes,
                                                    const std::vector<RecordedStep>& starts) {
  std::vector<std::vector<std::size_t>> scripts(nodes);
  for (const RecordedStep& start : starts) {
    if (start.node >= scripts.size()) throw ReplayError("a node starts that does not exist");
    scripts[start.node] = start.choices;
  }
  return scripts;
}

}  // namespace pessimist
