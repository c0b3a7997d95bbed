#include "pessimist/model.hpp"

namespace pessimist {

std::string_view to_string(Network network) {
  switch (network) {
    case Network::unreliable:
      return "unreliable";
    case Network::unordered:
      return "unordered";
    case Network::fifo:
      return "fifo";
  }
  return {};
}

std::string_view to_string(Trigger::Kind kind) {
  switch (kind) {
    case Trigger::Kind::start:
      return "start";
    case Trigger::Kind::receive:
      return "receive";
    case Trigger::Kind::act:
      return "act";
    case Trigger::Kind::timeout:
      return "timeout";
    case Trigger::Kind::crash:
      return "crash";
    case Trigger::Kind::restart:
      return "restart";
    case Trigger::Kind::amnesia:
      return "amnesia";
    case Trigger::Kind::drop:
      return "drop";
    case Trigger::Kind::duplicate:
      return "duplicate";
    case Trigger::Kind::suspect:
      return "suspect";
    case Trigger::Kind::resume:
      return "resume";
    case Trigger::Kind::forge:
      return "forge";
    case Trigger::Kind::tick:
      return "tick";
    case Trigger::Kind::jump:
      return "jump";
    case Trigger::Kind::reset:
      return "reset";
    case Trigger::Kind::partition:
      return "partition";
    case Trigger::Kind::isolate:
      return "isolate";
    case Trigger::Kind::heal:
      return "heal";
    case Trigger::Kind::cut:
      return "cut";
  }
  return {};
}

std::string_view to_string(PropertyInfo::Kind kind) {
  switch (kind) {
    case PropertyInfo::Kind::always:
      return "always";
    case PropertyInfo::Kind::sometimes:
      return "sometimes";
    case PropertyInfo::Kind::no_deadlock:
      return "no deadlock";
  }
  return {};
}

}  // namespace pessimist
