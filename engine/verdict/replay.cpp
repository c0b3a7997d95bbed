#include "verdict/replay.hpp"

#include <algorithm>

#include "trace/look.hpp"
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

/// The walk that takes the recorded steps.
Walk walked(const Model& model, const CheckOptions& options, const RecordedTrace& recorded) {
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
  return walk;
}

const char* not_shown(PropertyInfo::Kind kind) {
  switch (kind) {
    case PropertyInfo::Kind::always:
      return "it holds there";
    case PropertyInfo::Kind::sometimes:
      return "it is not reached";
    case PropertyInfo::Kind::no_deadlock:
      return "something can still happen there, or all is done";
  }
  return "";
}

/// What the last world shows of the property.
PropertyResult judged(const Model& model, const PropertyInfo& property, const Walk& walk) {
  const bool is_witnessed = property.kind == PropertyInfo::Kind::sometimes;
  const auto [verdict, explanation] = look_at(model, property, walk);
  if (verdict != Look::Verdict::violated && verdict != Look::Verdict::reached)
    throw ClaimError("the last world does not show what the trace claims of '" + property.name +
                     "': " + not_shown(property.kind));
  PropertyResult result;
  result.name = property.name;
  result.kind = property.kind;
  result.verdict = is_witnessed ? PropertyResult::Verdict::holds : PropertyResult::Verdict::violated;
  result.why = explanation->why;
  result.nodes = explanation->nodes;
  result.read = explanation->read;
  return result;
}

}  // namespace

PropertyResult replay(const Model& model, const CheckOptions& options, const RecordedTrace& recorded) {
  const PropertyInfo* const property =
      recorded.property.empty() ? nullptr : &find_property(model, recorded.property);
  const Walk walk = walked(model, options, recorded);
  PropertyResult result;
  if (property != nullptr)
    result = judged(model, *property, walk);
  else
    result.why = broken_at(walk);
  result.trace = walk.trace();
  return result;
}

}  // namespace pessimist
