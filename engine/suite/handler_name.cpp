#include "suite/handler_name.hpp"

#include <fmt/format.h>

namespace pessimist::suite {

std::optional<HandlerName> handler_of(const Model& model, const TraceStep& step) {
  const Layout& layout = model.layout();
  const RoleTriggers& role = model.triggers().at(layout.role_number_of(step.node));
  const Trigger& trigger = step.trigger;
  const auto named = [&](std::string function, std::string argument = {}) {
    return HandlerName{layout.role_of(step.node).name, std::move(function), std::move(argument)};
  };
  switch (trigger.kind) {
    case Trigger::Kind::receive:
      return named("receive", model.message_names().at(trigger.packets.at(0).type));
    case Trigger::Kind::act:
      return named("act", fmt::format("Received<{}>", role.acts.at(trigger.number).shown));
    case Trigger::Kind::timeout:
    case Trigger::Kind::resume:
      return named("timeout", model.timer_names().at(trigger.number));
    case Trigger::Kind::restart:
      return named(role.restarts ? "restart" : "start");
    case Trigger::Kind::start:
    case Trigger::Kind::amnesia:
      return named("start");
    case Trigger::Kind::suspect:
      return named("suspect");
    case Trigger::Kind::reset:
      return named("disconnected");
    case Trigger::Kind::forge:
      return named("forge");
    default:
      return std::nullopt;
  }
}

}  // namespace pessimist::suite
