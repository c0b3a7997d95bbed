#include "naive/orders.hpp"

#include <algorithm>
#include <exception>
#include <random>
#include <vector>

#include "naive/follow.hpp"
#include "trace/dependence.hpp"
#include "trace/readable_order.hpp"
#include "verdict/replay.hpp"

namespace pessimist::naive {

namespace {

using Order = std::vector<std::size_t>;

/// One step after the other, each drawn from those that may come next.
Order drawn(const Dependences& dependences, std::mt19937_64& random) {
  const std::size_t steps = dependences.causes.size();
  std::vector<bool> taken(steps, false);
  Order order;
  while (order.size() < steps) {
    Order ready;
    for (std::size_t step = 0; step < steps; ++step) {
      const auto is_taken = [&](std::size_t other) { return taken[other]; };
      const auto& causes = dependences.causes[step];
      const auto& behind = dependences.behind[step];
      if (!taken[step] && std::all_of(causes.begin(), causes.end(), is_taken) &&
          std::all_of(behind.begin(), behind.end(), is_taken))
        ready.push_back(step);
    }
    order.push_back(ready[random() % ready.size()]);
    taken[order.back()] = true;
  }
  return order;
}

std::string in_words(const Order& order) {
  std::string text;
  for (const std::size_t step : order) text += " " + std::to_string(step + 1);
  return text;
}

/// One step follows from another if and only if its clock has counted it.
std::string differences_of_clocks(const Model& model, const Trace& trace, const Dependences& dependences) {
  const auto clocks = vector_clocks(model, trace, dependences);
  for (std::size_t later = 0; later < trace.steps.size(); ++later) {
    const std::vector<bool> past = causal_past(dependences, {later});
    for (std::size_t earlier = 0; earlier < trace.steps.size(); ++earlier) {
      const std::size_t lane = lane_of(model, trace.steps[earlier]);
      if (past[earlier] != (clocks[earlier][lane] <= clocks[later][lane]))
        return "the vector clock of step " + std::to_string(later + 1) + " is wrong of step " +
               std::to_string(earlier + 1);
    }
  }
  return {};
}

}  // namespace

std::string differences_in_other_orders(const Model& model, const NaiveOptions& options,
                                        const PropertyInfo& property, const Trace& trace) {
  const Dependences dependences = pessimist::dependences(model, options.network, trace);
  std::vector<std::size_t> lanes;
  for (const TraceStep& step : trace.steps) lanes.push_back(lane_of(model, step));
  Order as_it_is(trace.steps.size());
  std::generate(as_it_is.begin(), as_it_is.end(), [next = std::size_t{0}]() mutable { return next++; });
  if (readable_order(dependences, lanes) != as_it_is)
    return "it is not in the order in which it is best read";

  CheckOptions check_options;
  check_options.network = options.network;
  check_options.budgets = options.budgets;
  std::mt19937_64 random(trace.steps.size());
  for (int i = 0; i < 2; ++i) {
    const Order order = drawn(dependences, random);
    if (switches(order, lanes) < switches(as_it_is, lanes))
      return "it could be told with fewer changes of node:" + in_words(order);
    RecordedTrace recorded_trace{recorded(trace.starts), {}, property.name};
    for (const std::size_t step : order) recorded_trace.steps.push_back(recorded(trace.steps[step]));
    try {
      const Trace other = replay(model, check_options, recorded_trace).trace.value();
      if (other.last() != trace.last()) return "another world comes of the order" + in_words(order);
      const std::string wrong = follow(model, options, property, other);
      if (!wrong.empty()) return "in the order" + in_words(order) + ": " + wrong;
    } catch (const std::exception& error) {
      return "in the order" + in_words(order) + ": " + error.what();
    }
  }
  return differences_of_clocks(model, trace, dependences);
}

}  // namespace pessimist::naive
