#include "trace/rerun.hpp"

#include "trace/look.hpp"
#include "trace/walk.hpp"

namespace pessimist {

Rerun rerun(const Model& model, Network network, const std::map<Fault, unsigned>& budgets, const Trace& trace,
            const std::vector<Attempt>& attempts, const PropertyInfo& property) {
  Walk walk(model, network, budgets);
  walk.start(start_scripts(model.layout().node_count(), recorded(trace.starts)));
  Rerun result;
  try {
    for (const Attempt& attempt : attempts) {
      const Walk::Nearest nearest = walk.nearest(attempt.step, trace.steps[attempt.original].outcome.choices);
      result.steps.push_back({attempt, nearest.is_possible, {}, walk.world()});
      if (nearest.step) {
        walk.take(*nearest.step);
        result.steps.back().taken = walk.trace().steps.back();
      }
      const bool is_violated = look_at(model, property, walk).verdict == Look::Verdict::violated;
      if (!result.violated && is_violated) result.violated = result.steps.size();
    }
  } catch (const std::exception& error) {
    result.broken = error.what();
  }
  return result;
}

}  // namespace pessimist
