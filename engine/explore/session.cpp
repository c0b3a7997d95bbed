#include "explore/session.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "explore/world_facts.hpp"
#include "report/nearest.hpp"
#include "report/reach_words.hpp"
#include "report/sequence_chart.hpp"
#include "report/verdict_words.hpp"
#include "report/version.hpp"
#include "trace/look.hpp"

namespace pessimist::explore {

using nlohmann::ordered_json;

namespace {

/// The way as a trace: of the first property that is violated at its end, or else of nothing.
PropertyResult as_trace(const Model& model, const Walk& walk) {
  PropertyResult result;
  result.trace = walk.trace();
  for (const PropertyInfo& property : model.properties()) {
    Look look = look_at(model, property, walk);
    if (look.verdict != Look::Verdict::violated) continue;
    result.name = property.name;
    result.kind = property.kind;
    result.verdict = PropertyResult::Verdict::violated;
    result.why = std::move(look.explanation->why);
    result.nodes = std::move(look.explanation->nodes);
    result.read = std::move(look.explanation->read);
    return result;
  }
  result.why = broken_at(walk);
  return result;
}

/// A search that ended without a way, in sentences.
std::string no_way_in_words(const Model& model, const Run& run, const CheckResult& result) {
  if (result.verdict == Verdict::broken) return "The specification is broken: " + result.broken;
  const std::string verdict =
      result.properties.empty() ? "" : verdict_in_words(result.properties[0], result) + "\n";
  return verdict + reach_in_words(model, run, result);
}

}  // namespace

Way Session::walk(const std::string& address, std::size_t steps) const {
  return walk_along(model_, run_.network, run_.faults, parse_address(address), steps);
}

const PropertyInfo& Session::find_property(const std::string& name) const {
  std::vector<std::string> known;
  for (const PropertyInfo& property : model_.properties()) {
    if (property.name == name) return property;
    known.push_back(property.name);
  }
  throw UsageError(unknown("property", name, known));
}

ordered_json Session::protocol(const std::string& first) const {
  const Layout& layout = model_.layout();
  ordered_json nodes = ordered_json::array();
  for (NodeIndex node = 0; node < layout.node_count(); ++node) nodes.push_back(layout.name(node));
  ordered_json properties = ordered_json::array();
  for (const PropertyInfo& property : model_.properties())
    properties.push_back({{"name", property.name}, {"kind", to_string(property.kind)}});
  return {{"version", version()},
          {"spec", run_.spec},
          {"setting", setting_in_words(run_)},
          {"command", command_of(run_)},
          {"nodes", std::move(nodes)},
          {"messages", model_.message_names()},
          {"properties", std::move(properties)},
          {"starts", start_combinations(model_).size()},
          {"first", first}};
}

ordered_json Session::way(const std::string& address) const {
  const Way way = walk(address);
  const Trace& trace = way.walk.trace();
  ordered_json steps = ordered_json::array();
  const WorldView* before = &trace.initial;
  for (const TraceStep& step : trace.steps) {
    steps.push_back(step_facts(model_, run_.network, *before, step));
    before = &step.after;
  }
  return {{"address", to_string(way.address)},
          {"steps", std::move(steps)},
          {"chart", sequence_chart(model_, run_.network, as_trace(model_, way.walk))}};
}

ordered_json Session::world(const std::string& address, std::size_t step) const {
  const Way way = walk(address, step);
  if (way.address.events.size() != step)
    throw UsageError(
        fmt::format("this way has {} steps; there is no step {}", way.address.events.size(), step));
  ordered_json world = world_facts(model_, run_, way.walk);
  world["properties"] = property_facts(model_, way.walk);
  world["bounds"] = bounds_left(model_, way.walk);
  world.update(event_facts(model_, run_.network, way.walk));
  return world;
}

ordered_json Session::trace(const std::string& address) const {
  return trace_json(model_, run_, as_trace(model_, walk(address).walk));
}

std::string Session::address_of_trace(const TraceFile& file) const {
  const auto require_same = [](std::string_view what, const std::string& theirs, const std::string& ours) {
    if (theirs != ours)
      throw TraceFileError(fmt::format("the trace is of another {}: {}, where this is {}", what,
                                       theirs.empty() ? "none" : theirs, ours.empty() ? "none" : ours));
  };
  require_same("protocol", file.spec, run_.spec);
  for (const ParameterInfo& parameter : run_.parameters) {
    const auto theirs = file.parameters.find(parameter.name);
    require_same("parameter", parameter.name + "=" + (theirs == file.parameters.end() ? "" : theirs->second),
                 parameter.name + "=" + parameter.value);
  }
  require_same("network", std::string(to_string(file.network)), std::string(to_string(run_.network)));
  require_same("budget of faults", faults_in_words(file.faults), faults_in_words(run_.faults));
  const RecordedTrace recorded = recorded_trace(file, model_);
  try {
    const Address address =
        explore::address_of(model_, run_.network, run_.faults, recorded.starts, recorded.steps);
    return to_string(walk_along(model_, run_.network, run_.faults, address).address);
  } catch (const ReplayError& error) {
    throw TraceFileError(fmt::format("the trace does not fit {}: {}", run_.spec, error.what()));
  }
}

class Session::Searching {
 public:
  explicit Searching(Session& session) : session_(session) {
    const std::scoped_lock lock(session_.mutex_);
    if (session_.is_searching_) throw UsageError("another search is under way, perhaps from another page");
    if (session_.has_ended_) throw UsageError("the server is about to end");
    session_.is_searching_ = true;
    session_.is_search_stopped_ = false;
  }
  Searching(const Searching&) = delete;
  Searching& operator=(const Searching&) = delete;
  ~Searching() {
    const std::scoped_lock lock(session_.mutex_);
    session_.is_searching_ = false;
  }

 private:
  Session& session_;
};

void Session::stop_search() {
  const std::scoped_lock lock(mutex_);
  if (is_searching_) is_search_stopped_ = true;
}

void Session::end() {
  const std::scoped_lock lock(mutex_);
  has_ended_ = true;
  is_search_stopped_ = true;
}

ordered_json Session::shortest_way(const std::string& name) {
  const PropertyInfo& property = find_property(name);
  const Searching searching(*this);
  CheckOptions options = options_;
  options.properties = {property.name};
  options.witnesses = true;
  options.interrupted = &is_search_stopped_;
  const CheckResult result = check(model_, options);
  if (result.properties.empty() || !result.properties[0].trace)
    return {{"told", no_way_in_words(model_, run_, result)}};
  const PropertyResult& found = result.properties[0];
  const Address address = explore::address_of(model_, run_.network, run_.faults,
                                              recorded(found.trace->starts), recorded(found.trace->steps));
  return {{"address", to_string(walk_along(model_, run_.network, run_.faults, address).address)},
          {"steps", found.trace->steps.size()},
          {"told", verdict_in_words(found, result)}};
}

}  // namespace pessimist::explore
