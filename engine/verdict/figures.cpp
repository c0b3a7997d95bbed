#include "verdict/figures.hpp"

#include "verdict/chosen.hpp"

namespace pessimist {

void take_figures(const search::Summary& summary, const reductions::Reducer& reducer, const Limits& limits,
                  CheckResult& result) {
  result.reductions = reducer.at_work();
  result.notes = reducer.notes();
  result.states = summary.states;
  result.transitions = summary.transitions;
  result.depth = summary.depth;
  result.cut = summary.cut;
  result.complete_depth = summary.complete_depth;
  result.stopped_by = in_words(summary.reason, limits);
  result.complete = summary.reason == search::StopReason::none;
  result.broken = summary.broken;
}

}  // namespace pessimist
