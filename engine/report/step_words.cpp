#include "report/step_words.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "report/node_words.hpp"
#include "report/step_facts.hpp"

namespace pessimist {

namespace {

class StepTeller {
 public:
  StepTeller(const Model& model, Network network) : model_(model), network_(network) {}

  std::string headline(const TraceStep& step) const {
    std::string headline = headline_of_cause(step);
    for (const unsigned timer : step.outcome.went_on_with)
      headline += ", and goes on with " + model_.timer_names().at(timer);
    for (const Choice& choice : step.outcome.choices) {
      if (choice.taken == 0) continue;
      if (choice.kind == Choice::Kind::crash) headline += ", and crashes " + choice.shown;
      if (choice.kind == Choice::Kind::pause) headline += ", and " + choice.shown;
    }
    return headline;
  }

  std::vector<std::string> consequences(const WorldView& before, const TraceStep& step) const {
    const bool crash = step.trigger.kind == Trigger::Kind::crash;
    const StepFacts facts = facts_of(model_, network_, before, step);
    std::vector<std::string> lines;
    if (step.trigger.kind == Trigger::Kind::tick) return clocks_of(step.after);
    for (const Packet& packet : step.trigger.packets) {
      if (step.trigger.kind == Trigger::Kind::reset)
        lines.push_back("loses " + message_in_words(model_, packet) + " on its way");
    }
    if (step.trigger.kind == Trigger::Kind::act) {
      grouped_by_message(step.trigger.packets, &Packet::from, step.node, "{} from {}", lines);
    }
    for (const Choice& choice : step.outcome.choices) {
      if (choice.options == 1 || choice.kind != Choice::Kind::by_handler) continue;
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
    for (const Choice& choice : step.outcome.choices) {
      if (choice.taken == 0) continue;
      if (choice.kind == Choice::Kind::lost_sends) lines.push_back("does not get to send " + choice.shown);
      if (choice.kind == Choice::Kind::lost_writes) lines.push_back("loses " + choice.shown);
    }
    if (lines.empty() && !tells_all(step.trigger)) lines.emplace_back(nothing(step.trigger));
    return lines;
  }

 private:
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
      case Trigger::Kind::suspect:
        return fmt::format("{} suspects {}, from which nothing comes any more", node, peer(step));
      case Trigger::Kind::resume:
        return fmt::format("{} goes on with {}", node,
                           timer_in_words(model_, {step.trigger.number, step.trigger.timer}));
      case Trigger::Kind::forge:
        return node + (step.trigger.turns ? " begins to lie" : " lies again");
      case Trigger::Kind::tick:
        return headline_of_tick(node, step);
      case Trigger::Kind::jump:
        return fmt::format("{}'s clock is set {} to {}", node, step.trigger.ticks < 0 ? "back" : "forth",
                           step.outcome.after.clock);
      case Trigger::Kind::reset:
        return fmt::format("the connection from {} to {} breaks", peer(step), node);
      case Trigger::Kind::partition:
        return headline_of_partition(step);
      case Trigger::Kind::isolate:
        return fmt::format("{} is cut off from all others", node);
      case Trigger::Kind::cut:
        return fmt::format("messages from {} to {} do not come through any more", peer(step), node);
      case Trigger::Kind::heal:
        return "all links carry messages again";
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

  std::string peer(const TraceStep& step) const { return model_.layout().name(step.trigger.nodes.at(0)); }

  std::string headline_of_tick(const std::string& node, const TraceStep& step) const {
    if (step.trigger.nodes.empty()) return "time passes";
    return fmt::format("time passes, but {}'s clock {}", node,
                       step.trigger.ticks == 0 ? "misses the tick" : "makes two ticks of one");
  }

  std::string headline_of_partition(const TraceStep& step) const {
    const std::vector<NodeIndex>& side = step.trigger.nodes;
    std::vector<NodeIndex> others;
    for (NodeIndex node = 0; node < model_.layout().node_count(); ++node) {
      const bool is_spared =
          model_.triggers().at(model_.layout().role_number_of(node)).spared.contains(Fault::partition);
      if (!is_spared && !std::binary_search(side.begin(), side.end(), node)) others.push_back(node);
    }
    return fmt::format("the network falls apart: {} on one side, {} on the other",
                       nodes_in_words(model_.layout(), side, std::nullopt),
                       nodes_in_words(model_.layout(), others, std::nullopt));
  }

  /// What the clocks show now, those that show the same in one line.
  std::vector<std::string> clocks_of(const WorldView& world) const {
    std::map<Ticks, std::vector<NodeIndex>> showing;
    for (NodeIndex node = 0; node < model_.layout().node_count(); ++node) {
      if (model_.triggers().at(model_.layout().role_number_of(node)).reads_clock)
        showing[world.locals.at(node).clock].push_back(node);
    }
    if (showing.size() == 1) return {fmt::format("all clocks show {}", showing.begin()->first)};
    std::vector<std::string> lines;
    for (const auto& [time, nodes] : showing)
      lines.push_back(
          fmt::format("{} by the clock of {}", time, nodes_in_words(model_.layout(), nodes, std::nullopt)));
    return lines;
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

  /// Whether the headline of such an event leaves nothing to be said.
  static bool tells_all(const Trigger& trigger) {
    return trigger.kind == Trigger::Kind::start ||
           (!runs_handler(trigger.kind) && trigger.kind != Trigger::Kind::crash);
  }

  static std::string_view nothing(const Trigger& trigger) {
    if (trigger.kind == Trigger::Kind::crash) return "loses nothing";
    return trigger.kind == Trigger::Kind::restart ? "does nothing more" : "changes nothing";
  }

  const Model& model_;
  Network network_;
};

}  // namespace

std::string headline_of(const Model& model, const TraceStep& step) {
  return StepTeller(model, {}).headline(step);
}

std::vector<std::string> consequences_of(const Model& model, Network network, const WorldView& before,
                                         const TraceStep& step) {
  return StepTeller(model, network).consequences(before, step);
}

}  // namespace pessimist
