#include "report/fault_words.hpp"

#include <fmt/format.h>

#include "report/node_words.hpp"

namespace pessimist {

namespace {

/// What goes wrong where the step as a whole is what goes wrong; nothing where it is not.
std::optional<std::string> as_a_whole(const Model& model, const TraceStep& step) {
  const std::string& node = model.layout().name(step.node);
  const auto peer = [&] { return model.layout().name(step.trigger.nodes.at(0)); };
  const auto message = [&] {
    const Packet& packet = step.trigger.packets.at(0);
    return fmt::format("{} from {} to {}", message_in_words(model, packet), model.layout().name(packet.from),
                       node);
  };
  switch (step.trigger.kind) {
    case Trigger::Kind::crash:
      return "the crash of " + node;
    case Trigger::Kind::amnesia:
      return "the amnesia of " + node;
    case Trigger::Kind::drop:
      return "the loss of " + message();
    case Trigger::Kind::duplicate:
      return "the doubling of " + message();
    case Trigger::Kind::reset:
      return fmt::format("the break of the connection from {} to {}", peer(), node);
    case Trigger::Kind::partition:
      return "the partition";
    case Trigger::Kind::isolate:
      return "the isolation of " + node;
    case Trigger::Kind::cut:
      return fmt::format("the cut from {} to {}", peer(), node);
    case Trigger::Kind::jump:
      return fmt::format("the jump of {}'s clock", node);
    case Trigger::Kind::forge:
      return step.trigger.turns ? std::optional("the first lie of " + node) : std::nullopt;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::vector<Omission> omissions_from(const Model& model, const TraceStep& step) {
  const std::string& node = model.layout().name(step.node);
  const Trigger& trigger = step.trigger;
  std::vector<Omission> omissions;
  if (const auto whole = as_a_whole(model, step)) omissions.push_back({*whole});
  RecordedStep instead = recorded(step);
  if (trigger.kind == Trigger::Kind::tick && !trigger.nodes.empty()) {
    omissions.push_back(
        {fmt::format("the skew of {}'s clock", node), RecordedStep{0, {Trigger::Kind::tick, 0, {}, {}}, {}}});
  }
  if (trigger.loses_writes) {
    instead.trigger.loses_writes = false;
    omissions.push_back({"the loss of writes of " + node, instead});
  }
  if (trigger.interrupted) {
    instead.trigger.interrupted = instead.trigger.takes = false;
    omissions.push_back({fmt::format("the crash of {} within what it does", node), instead});
  }
  if (trigger.paused) {
    instead.trigger.paused = false;
    omissions.push_back({"the pause of " + node, instead});
  }
  return omissions;
}

}  // namespace pessimist
