#include "verdict/confirm.hpp"

#include <stdexcept>

#include "reductions/property_audit.hpp"
#include "trace/readable_order.hpp"
#include "verdict/replay.hpp"
#include "verdict/retrace.hpp"

namespace pessimist {

namespace {

std::logic_error at_fault(const ReplayError& error) {
  return std::logic_error(std::string("pessimist itself is at fault: its trace does not replay: ") +
                          error.what());
}

/// The same run, told in the order in which it is best read.
RecordedTrace readable(const Model& model, Network network, const RecordedTrace& recorded,
                       const Trace& trace) {
  std::vector<std::size_t> lanes;
  for (const TraceStep& step : trace.steps) lanes.push_back(lane_of(model, step));
  RecordedTrace result{recorded.starts, {}, recorded.property};
  for (const std::size_t step : readable_order(dependences(model, network, trace), lanes))
    result.steps.push_back(recorded.steps[step]);
  return result;
}

}  // namespace

PropertyResult confirm(const Model& model, const CheckOptions& options, search::Search& search,
                       const search::Finding& finding, const PropertyInfo& property) {
  try {
    const RecordedTrace found = retrace(model, options, search, search.path_to(finding), property.name);
    const PropertyResult replayed = replay(model, options, found);
    return replay(model, options, readable(model, options.network, found, replayed.trace.value()));
  } catch (const ClaimError& error) {
    // The run is one of its orbit's, so what was said of another of the orbit's worlds is not said of this one.
    if (options.reductions.symmetry)
      throw SpecError(reductions::not_symmetric(property.name, "names exchanged"));
    throw at_fault(error);
  } catch (const ReplayError& error) {
    throw at_fault(error);
  }
}

}  // namespace pessimist
