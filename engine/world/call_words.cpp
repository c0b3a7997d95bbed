#include "world/call_words.hpp"

namespace pessimist::world {

std::string call_in_words(const Model& model, NodeIndex node, const Local& local, const Trigger& trigger) {
  const Layout& layout = model.layout();
  std::string text = layout.name(node);
  switch (trigger.kind) {
    case Trigger::Kind::start:
      text += " starts";
      break;
    case Trigger::Kind::receive: {
      const Packet& packet = trigger.packets.front();
      text += " receives " + to_string(model.describe_message(packet.type, packet.body)) + " from " +
              layout.name(packet.from);
      break;
    }
    case Trigger::Kind::act: {
      const Act& act = model.triggers()[layout.role_number_of(node)].acts[trigger.number];
      text += " acts";
      for (std::size_t i = 0; i < trigger.packets.size(); ++i) {
        const Packet& packet = trigger.packets[i];
        text += (i == 0 ? " on " : ", ") + to_string(model.describe_message(packet.type, packet.body)) +
                " from " + layout.name(packet.from);
      }
      if (trigger.packets.empty() && !act.reads.empty()) text += " on no " + act.shown;
      break;
    }
    case Trigger::Kind::timeout:
      text += "'s timer " + to_string(model.describe_timer(trigger.number, trigger.timer)) + " goes off";
      break;
    case Trigger::Kind::crash:
      text += " crashes";
      break;
    case Trigger::Kind::restart:
      text += " restarts";
      break;
    case Trigger::Kind::amnesia:
      text += " loses everything and starts";
      break;
    case Trigger::Kind::drop:
      text += ", to whom a message is lost";
      break;
    case Trigger::Kind::duplicate:
      text += ", to whom a message is doubled";
      break;
    case Trigger::Kind::resume:
      text += " goes on with " + to_string(model.describe_timer(trigger.number, trigger.timer));
      break;
    case Trigger::Kind::suspect:
      text += " suspects " + layout.name(trigger.nodes.front());
      break;
    case Trigger::Kind::reset:
      text += "'s connection from " + layout.name(trigger.nodes.front()) + " breaks";
      break;
    default:
      text += ", by " + std::string(to_string(trigger.kind));
  }
  if (trigger.paused) text += ", where it may stand still within";
  if (trigger.interrupted) text += ", where it may crash within";
  return text + ", in state " + to_string(model.describe_fields(node, local.fields));
}

}  // namespace pessimist::world
