#include "report/narrate.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "report/claim_words.hpp"
#include "report/end_facts.hpp"
#include "report/node_words.hpp"
#include "report/step_facts.hpp"
#include "report/step_words.hpp"

namespace pessimist {

namespace {

class Narrator {
 public:
  Narrator(const Model& model, Network network, const Trace& trace)
      : model_(model),
        network_(network),
        trace_(trace),
        number_width_(std::max<std::size_t>(2, std::to_string(trace.steps.size()).size())) {}

  std::string tell(const PropertyResult& property) {
    beginning();
    const WorldView* before = &trace_.initial;
    const std::vector<bool> leads = leads_to_end(model_, network_, property);
    for (std::size_t i = 0; i < trace_.steps.size(); ++i) {
      const TraceStep& step = trace_.steps[i];
      headline(std::to_string(i + 1) + (leads[i] ? "" : "*"), headline_of(model_, step));
      for (const std::string& line : consequences_of(model_, network_, *before, step)) detail(line);
      before = &step.after;
    }
    ending(property, "This");
    if (std::find(leads.begin(), leads.end(), false) != leads.end())
      fmt::format_to(std::back_inserter(text_), "(* {} does not follow from this step.)\n",
                     property.verdict == PropertyResult::Verdict::violated ? "The violation" : "The witness");
    return std::move(text_);
  }

  std::string tell_ending(const PropertyResult& property, const std::string& told) {
    ending(property, fmt::format("The trace of `{}` also", told));
    return std::move(text_);
  }

 private:
  void headline(std::string_view number, std::string_view line) {
    const std::size_t width =
        number_width_ + (number.ends_with('*') ? 1 : 0);  // the mark stands beside the column
    fmt::format_to(std::back_inserter(text_), "{:>{}}{:{}}{}\n", number, width, "", number_width_ + 2 - width,
                   line);
  }
  void detail(std::string_view line) {
    fmt::format_to(std::back_inserter(text_), "{:{}}{}\n", "", number_width_ + 4, line);
  }

  /// The nodes as they are once all have started, those that are alike in one line; then what `start` did besides.
  void beginning() {
    headline("0", "at first");
    std::vector<NodeIndex> all;
    for (NodeIndex node = 0; node < model_.layout().node_count(); ++node) all.push_back(node);
    states(all, trace_.initial);
    const WorldView before = before_starts(model_);
    for (const TraceStep& start : trace_.starts) {
      TraceStep shown = start;  // its new state has been told above
      shown.outcome.after = before.locals.at(start.node);
      for (const std::string& line : consequences_of(model_, network_, before, shown)) {
        detail(fmt::format("{} starts and {}", model_.layout().name(start.node), line));
      }
    }
  }

  void states(const std::vector<NodeIndex>& nodes, const WorldView& world) {
    const Layout& layout = model_.layout();
    std::vector<std::pair<std::string, std::string>> lines;
    std::size_t width = 0;
    for (std::size_t i = 0; i < nodes.size();) {
      const std::string state = state_in_words(model_, nodes[i], world.locals.at(nodes[i]));
      std::vector<NodeIndex> alike;
      while (i < nodes.size() &&
             (alike.empty() || layout.role_number_of(nodes[i]) == layout.role_number_of(alike[0])) &&
             state_in_words(model_, nodes[i], world.locals.at(nodes[i])) == state) {
        alike.push_back(nodes[i++]);
      }
      lines.emplace_back(nodes_in_words(layout, alike), state);
      width = std::max(width, lines.back().first.size());
    }
    for (const auto& [names, state] : lines) detail(fmt::format("{:{}}  {}", names, width, state));
  }

  void ending(const PropertyResult& property, std::string_view subject) {
    fmt::format_to(std::back_inserter(text_), "\n{} {}\n", subject, ending_in_words(property));
    states(nodes_at_end(model_, property), trace_.last());
    for (const std::string& line : values_read(property)) detail(line);
  }

  static std::string ending_in_words(const PropertyResult& property) {
    if (!claims_something(property)) return claim_in_words(property);
    const bool violated = property.verdict == PropertyResult::Verdict::violated;
    const bool is_deadlock = violated && property.kind == PropertyInfo::Kind::no_deadlock;
    return fmt::format("{} `{}` ({}){}{}{}", violated ? "violates" : "is the witness of", property.name,
                       to_string(property.kind), is_deadlock ? ": nothing can happen any more" : "",
                       property.why.empty() ? "" : ": ", property.why);
  }

  /// What the property read, where that does not stand in the states as it is: it may be computed from them, or a message.
  std::vector<std::string> values_read(const PropertyResult& property) const {
    std::vector<std::string> lines;
    for (const ValueRead& read : property.read) {
      if (read.to) {
        lines.push_back(fmt::format("reads {} from {} to {}", to_string(read.value),
                                    model_.layout().name(read.node), model_.layout().name(*read.to)));
        continue;
      }
      const Value state = model_.describe_fields(read.node, trace_.last().locals.at(read.node).fields);
      const auto is_it = [&](const auto& field) { return field.second == read.value; };
      if (state == read.value || std::any_of(state.children.begin(), state.children.end(), is_it)) continue;
      lines.push_back(fmt::format("reads {} of {}", to_string(read.value), model_.layout().name(read.node)));
    }
    return lines;
  }

  const Model& model_;
  Network network_;
  const Trace& trace_;
  std::size_t number_width_;
  std::string text_;
};

}  // namespace

std::string narrate(const Model& model, Network network, const PropertyResult& property) {
  return Narrator(model, network, property.trace.value()).tell(property);
}

std::string narrate_ending(const Model& model, Network network, const PropertyResult& property,
                           const std::string& told) {
  return Narrator(model, network, property.trace.value()).tell_ending(property, told);
}

}  // namespace pessimist
