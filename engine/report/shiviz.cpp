#include "report/shiviz.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "report/quantity_words.hpp"
#include "report/step_words.hpp"
#include "trace/dependence.hpp"

namespace pessimist {

namespace {

/// Hosts have no spaces in their names. [lane]
std::vector<std::string> hosts(const Model& model) {
  std::vector<std::string> names;
  for (NodeIndex node = 0; node < model.layout().node_count(); ++node)
    names.push_back(model.layout().name(node));
  names.emplace_back("network");
  for (std::string& name : names) std::replace(name.begin(), name.end(), ' ', '-');
  return names;
}

/// On one line.
std::string flat(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

std::string shiviz(const Model& model, Network network, const PropertyResult& property) {
  const Trace& trace = property.trace.value();
  const std::vector<std::string> names = hosts(model);
  const auto clocks = vector_clocks(model, trace, dependences(model, network, trace));
  std::string text;
  const WorldView* before = &trace.initial;
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    const TraceStep& step = trace.steps[i];
    nlohmann::ordered_json clock = nlohmann::ordered_json::object();
    for (std::size_t lane = 0; lane < names.size(); ++lane) {
      if (clocks[i][lane] > 0) clock[names[lane]] = clocks[i][lane];
    }
    const std::vector<std::string> did = consequences_of(model, network, *before, step);
    text += flat(fmt::format("{}. {}{}{}", i + 1, headline_of(model, step), did.empty() ? "" : ": ",
                             joined(did, "; ")));
    text += fmt::format("\n{} {}\n", names[lane_of(model, step)],
                        clock.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    before = &step.after;
  }
  return text;
}

}  // namespace pessimist
