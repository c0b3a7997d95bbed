#include "pessimist/fault.hpp"

#include "pessimist/model.hpp"

namespace pessimist {

std::string_view to_string(Fault fault) {
  switch (fault) {
    case Fault::crash:
      return "crash";
    case Fault::restart:
      return "restart";
    case Fault::crash_in_handler:
      return "crash_in_handler";
    case Fault::amnesia:
      return "amnesia";
    case Fault::lost_writes:
      return "lost_writes";
    case Fault::drop:
      return "drop";
    case Fault::duplicate:
      return "duplicate";
    case Fault::reset:
      return "reset";
    case Fault::partition:
      return "partition";
    case Fault::isolate:
      return "isolate";
    case Fault::cut:
      return "cut";
    case Fault::heal:
      return "heal";
    case Fault::skew:
      return "skew";
    case Fault::jump:
      return "jump";
    case Fault::pause:
      return "pause";
    case Fault::byzantine:
      return "byzantine";
  }
  return {};
}

namespace {

/// The fault that an event of this kind is by itself.
std::optional<Fault> fault_of(Trigger::Kind kind) {
  switch (kind) {
    case Trigger::Kind::crash:
      return Fault::crash;
    case Trigger::Kind::restart:
      return Fault::restart;
    case Trigger::Kind::amnesia:
      return Fault::amnesia;
    case Trigger::Kind::drop:
      return Fault::drop;
    case Trigger::Kind::duplicate:
      return Fault::duplicate;
    case Trigger::Kind::reset:
      return Fault::reset;
    case Trigger::Kind::partition:
      return Fault::partition;
    case Trigger::Kind::isolate:
      return Fault::isolate;
    case Trigger::Kind::cut:
      return Fault::cut;
    case Trigger::Kind::heal:
      return Fault::heal;
    case Trigger::Kind::jump:
      return Fault::jump;
    default:
      return std::nullopt;
  }
}

}  // namespace

FaultSet faults_of(const Trigger& trigger) {
  FaultSet faults;
  if (const auto fault = fault_of(trigger.kind)) faults.insert(*fault);
  if (trigger.interrupted) faults.insert(Fault::crash_in_handler);
  if (trigger.loses_writes) faults.insert(Fault::lost_writes);
  if (trigger.paused) faults.insert(Fault::pause);
  if (trigger.turns) faults.insert(Fault::byzantine);
  if (trigger.kind == Trigger::Kind::tick && !trigger.nodes.empty()) faults.insert(Fault::skew);
  return faults;
}

bool is_for_all(Trigger::Kind kind) {
  return kind == Trigger::Kind::tick || kind == Trigger::Kind::partition || kind == Trigger::Kind::isolate ||
         kind == Trigger::Kind::heal;
}

bool runs_handler(Trigger::Kind kind) {
  switch (kind) {
    case Trigger::Kind::receive:
    case Trigger::Kind::act:
    case Trigger::Kind::timeout:
    case Trigger::Kind::suspect:
    case Trigger::Kind::resume:
    case Trigger::Kind::restart:
    case Trigger::Kind::reset:
      return true;
    default:
      return false;
  }
}

}  // namespace pessimist
