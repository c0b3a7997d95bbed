#include "verdict/replay.hpp"

#include <algorithm>
#include <utility>

#include "trace/explain.hpp"
#include "trace/walk.hpp"

namespace pessimist {

namespace {

const PropertyInfo& find_property(const Model& model, const std::string& name) {
  const auto& properties = model.properties();
  const auto found = std::find_if(properties.begin(), properties.end(),
                                  [&](const PropertyInfo& property) { return property.name == name; });
  if (found == properties.end()) throw ReplayError("the specification has no property '" + name + "'");
  return *found;
}

void require(bool holds, const PropertyInfo& property, const char* what) {
  if (!holds)
    throw ClaimError("the last world does not show what the trace claims of '" + property.name +
                     "': " + what);
}

}  // namespace

PropertyResult replay(const Model& model, const CheckOptions& options, const RecordedTrace& recorded) {
  const PropertyInfo& property = find_property(model, recorded.property);
  Walk walk(model, options.network, options.budgets, options.most_faults);
  try {
    walk.start(start_scripts(model.layout().node_count(), recorded.starts));
  } catch (const std::exception& error) {
    throw ReplayError(std::string("at the start: ") + error.what());
  }
  for (std::size_t number = 0; number < recorded.steps.size(); ++number) {
    try {
      walk.take(recorded.steps[number]);
    } catch (const std::exception& error) {
      throw ReplayError("at step " + std::to_string(number + 1) + ": " + error.what());
    }
  }

  const bool is_witnessed = property.kind == PropertyInfo::Kind::sometimes;
  const auto target = is_witnessed ? Judgement::Verdict::holds : Judgement::Verdict::fails;
  auto explanation = explain(model, *property.predicate, target, walk.world(), walk.sent());
  require(explanation.has_value(), property, is_witnessed ? "it is not reached" : "it holds there");
  if (property.kind == PropertyInfo::Kind::no_deadlock) {
    require(!walk.goes_on(), property, "something can still happen there");
  }
  PropertyResult result;
  result.name = property.name;
  result.kind = property.kind;
  result.verdict = is_witnessed ? PropertyResult::Verdict::holds : PropertyResult::Verdict::violated;
  result.trace = walk.trace();
  result.why = std::move(explanation->why);
  result.nodes = std::move(explanation->nodes);
  result.read = std::move(explanation->read);
  return result;
}

}  // namespace pessimist
