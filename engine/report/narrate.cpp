#include "report/narrate.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "report/node_words.hpp"
#include "report/quantity_words.hpp"
#include "report/step_facts.hpp"

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
    for (std::size_t i = 0; i < trace_.steps.size(); ++i) {
      const TraceStep& step = trace_.steps[i];
      headline(std::to_string(i + 1), headline_of(step));
      const std::vector<std::string> did = consequences(step, *before);
      for (const std::string& line : did) detail(line);
      if (did.empty() && !is_of_network(step.trigger)) detail(nothing(step));
      before = &step.after;
    }
    ending(property, "This");
    return std::move(text_);
  }

  std::string tell_ending(const PropertyResult& property, const std::string& told) {
    ending(property, fmt::format("The trace of `{}` also", told));
    return std::move(text_);
  }

 private:
  void headline(std::string_view number, std::string_view line) {
    fmt::format_to(std::back_inserter(text_), "{:>{}}  {}\n", number, number_width_, line);
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
      for (const std::string& line : consequences(shown, before)) {
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

  std::string headline_of(const TraceStep& step) const {
    std::string headline = headline_of_cause(step);
    const auto crash = crash_of(step);
    return crash == step.outcome.choices.end() ? headline : headline + ", and crashes " + crash->shown;
  }

  /// Where the handler is cut short; behind it, what is lost.
  static std::vector<Choice>::const_iterator crash_of(const TraceStep& step) {
    return std::find_if(step.outcome.choices.begin(), step.outcome.choices.end(),
                        [](const Choice& choice) { return choice.of_a_crash && choice.taken != 0; });
  }

  std::string headline_of_cause(const TraceStep& step) const {
    const std::string& node = model_.layout().name(step.node);
    switch (step.trigger.kind) {
      case Trigger::Kind::start:
        return node + " starts";
      case Trigger::Kind::receive: {
        const Packet& packet = step.trigger.packets.at(0);
        return fmt::format("{} receives {} from {}", node, message_in_words(model_, packet),
                           nodes_in_words(model_.layout(), {packet.from}, step.node));
      }
      case Trigger::Kind::act:
        return act_headline(node, step);
      case Trigger::Kind::timeout:
        return fmt::format("{}: its timer {} goes off", node,
                           timer_in_words(model_, {step.trigger.number, step.trigger.timer}));
      case Trigger::Kind::crash:
        return node + " crashes";
      case Trigger::Kind::restart:
        return node + " restarts";
      case Trigger::Kind::amnesia:
        return node + " loses everything, its disk too, and starts anew";
      case Trigger::Kind::drop:
        return "the network loses " + on_its_way(step);
      case Trigger::Kind::duplicate:
        return "the network doubles " + on_its_way(step);
    }
    return node;
  }

  std::string on_its_way(const TraceStep& step) const {
    const Packet& packet = step.trigger.packets.at(0);
    return fmt::format("{} from {} to {}", message_in_words(model_, packet),
                       model_.layout().name(packet.from), model_.layout().name(packet.to));
  }

  std::string act_headline(const std::string& node, const TraceStep& step) const {
    const unsigned role = model_.layout().role_number_of(step.node);
    const Act& act = model_.triggers().at(role).acts.at(step.trigger.number);
    if (act.reads.empty()) return node + " acts of its own accord";
    if (step.trigger.packets.empty()) return fmt::format("{} acts, having received no {}", node, act.shown);
    return node + " acts on what it has received";
  }

  std::vector<std::string> consequences(const TraceStep& step, const WorldView& before) const {
    const bool crash = step.trigger.kind == Trigger::Kind::crash;
    const StepFacts facts = facts_of(model_, network_, before, step);
    std::vector<std::string> lines;
    if (step.trigger.kind == Trigger::Kind::act) {
      grouped_by_message(step.trigger.packets, &Packet::from, step.node, "{} from {}", lines);
    }
    for (const Choice& choice : step.outcome.choices) {
      if (choice.options == 1 || choice.of_a_crash) continue;
      lines.push_back(fmt::format("chooses {}, one of {} options", choice.shown, choice.options));
    }
    for (const Change& change : facts.changes) lines.push_back((crash ? "loses " : "") + in_words(change));
    for (const ArmedTimer& timer : facts.disarmed) {
      lines.push_back((step.outcome.after.up ? "disarms timer " : "loses timer ") +
                      timer_in_words(model_, timer));
    }
    for (const ArmedTimer& timer : facts.armed)
      lines.push_back("arms timer " + timer_in_words(model_, timer));
    std::vector<Packet> fresh;
    std::vector<Packet> again;
    for (const Sending& sending : facts.sends) (sending.again ? again : fresh).push_back(sending.packet);
    grouped_by_message(fresh, &Packet::to, step.node, "sends {} to {}", lines);
    grouped_by_message(again, &Packet::to, step.node, "sends {} to {} again", lines);
    for (auto lost = crash_of(step); lost != step.outcome.choices.end(); ++lost) {
      if (lost != crash_of(step) && lost->taken != 0) lines.push_back("does not get to send " + lost->shown);
    }
    return lines;
  }

  /// A line for each different message, with all the nodes that it went to or came from.
  void grouped_by_message(const std::vector<Packet>& packets, NodeIndex Packet::*node, NodeIndex speaker,
                          fmt::string_view form, std::vector<std::string>& lines) const {
    std::vector<std::pair<std::string, std::vector<NodeIndex>>> groups;
    for (const Packet& packet : packets) {
      const std::string message = message_in_words(model_, packet);
      auto group =
          std::find_if(groups.begin(), groups.end(), [&](const auto& one) { return one.first == message; });
      if (group == groups.end()) group = groups.insert(groups.end(), {message, {}});
      group->second.push_back(packet.*node);
    }
    for (const auto& [message, nodes] : groups) {
      lines.push_back(
          fmt::format(fmt::runtime(form), message, nodes_in_words(model_.layout(), nodes, speaker)));
    }
  }

  static bool is_of_network(const Trigger& trigger) {
    return trigger.kind == Trigger::Kind::drop || trigger.kind == Trigger::Kind::duplicate;
  }

  static std::string nothing(const TraceStep& step) {
    if (step.trigger.kind == Trigger::Kind::crash) return "loses nothing";
    return step.trigger.kind == Trigger::Kind::restart ? "does nothing more" : "changes nothing";
  }

  void ending(const PropertyResult& property, std::string_view subject) {
    const bool violated = property.verdict == PropertyResult::Verdict::violated;
    std::string_view headline = violated ? "violates" : "is the witness of";
    fmt::format_to(std::back_inserter(text_), "\n{} {} `{}` ({})", subject, headline, property.name,
                   to_string(property.kind));
    if (violated && property.kind == PropertyInfo::Kind::no_deadlock)
      text_ += ": nothing can happen any more";
    text_ += property.why.empty() ? "\n" : fmt::format(": {}\n", property.why);
    std::vector<NodeIndex> nodes = property.nodes;
    // Why nothing can happen shows at all nodes: who is down, who waits for whom.
    if (nodes.empty() || property.kind == PropertyInfo::Kind::no_deadlock) {
      nodes.clear();
      for (NodeIndex node = 0; node < model_.layout().node_count(); ++node) nodes.push_back(node);
    }
    states(nodes, trace_.last());
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
