#include "verdict/way.hpp"

#include <exception>

#include <fmt/format.h>

#include "trace/walk.hpp"
#include "verdict/retrace.hpp"
#include "world/call_words.hpp"

namespace pessimist {

namespace {

/// What each node chose at its start, and then each event in the state in which it came.
std::string in_words(const Model& model, const CheckOptions& options, const RecordedTrace& recorded) {
  std::vector<std::vector<std::size_t>> scripts;
  for (const RecordedStep& start : recorded.starts) scripts.push_back(start.choices);
  Walk walk(model, options.network, options.budgets);
  walk.start(scripts);
  std::string text = "The world where it shows, from the beginning:\n";
  for (std::size_t number = 0; number < recorded.steps.size(); ++number) {
    const RecordedStep& step = recorded.steps[number];
    text += fmt::format("  {}  {}\n", number + 1,
                        world::call_in_words(model, step.node, walk.world().locals[step.node], step.trigger));
    walk.take(step);
  }
  for (NodeIndex node = 0; node < model.layout().node_count(); ++node) {
    text += fmt::format("  {}: {}\n", model.layout().name(node),
                        to_string(model.describe_fields(node, walk.world().locals[node].fields)));
  }
  return text;
}

}  // namespace

std::string way_to(const Model& model, const CheckOptions& options, search::Search& search,
                   const search::Finding& world) {
  try {
    return in_words(model, options, retrace(model, options, search, search.path_to(world), {}));
  } catch (const std::exception& error) {
    return fmt::format("It shows in a world at depth {}, but no way there was found: {}", world.depth,
                       error.what());
  }
}

}  // namespace pessimist
