#include "trace/rerun.hpp"

#include "trace/explain.hpp"
#include "trace/walk.hpp"

namespace pessimist {

namespace {

bool is_violated(const Model& model, const PropertyInfo& property, const Walk& walk) {
  if (!explain(model, *property.predicate, Judgement::Verdict::fails, walk.world(), walk.sent()))
    return false;
  return property.kind != PropertyInfo::Kind::no_deadlock || !walk.goes_on();
}

}  // namespace

Rerun rerun(const Model& model, Network network, const std::map<Fault, unsigned>& budgets, const Trace& trace,
            const std::vector<Attempt>& attempts, const PropertyInfo& property) {
  Walk walk(model, network, budgets);
  walk.start(start_scripts(model.layout().node_count(), recorded(trace.starts)));
  Rerun result;
  for (const Attempt& attempt : attempts) {
    const Walk::Nearest nearest = walk.nearest(attempt.step, trace.steps[attempt.original].outcome.choices);
    result.steps.push_back({attempt, nearest.is_possible, {}, walk.world()});
    if (nearest.step) {
      walk.take(*nearest.step);
      result.steps.back().taken = walk.trace().steps.back();
    }
    if (!result.violated && is_violated(model, property, walk)) result.violated = result.steps.size();
  }
  return result;
}

}  // namespace pessimist
