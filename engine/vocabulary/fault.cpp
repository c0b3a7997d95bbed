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
    case Fault::drop:
      return "drop";
    case Fault::duplicate:
      return "duplicate";
  }
  return {};
}

FaultSet faults_of(const Trigger& trigger) {
  FaultSet faults;
  if (trigger.interrupted) faults.insert(Fault::crash_in_handler);
  switch (trigger.kind) {
    case Trigger::Kind::crash:
      faults.insert(Fault::crash);
      break;
    case Trigger::Kind::restart:
      faults.insert(Fault::restart);
      break;
    case Trigger::Kind::amnesia:
      faults.insert(Fault::amnesia);
      break;
    case Trigger::Kind::drop:
      faults.insert(Fault::drop);
      break;
    case Trigger::Kind::duplicate:
      faults.insert(Fault::duplicate);
      break;
    case Trigger::Kind::start:
    case Trigger::Kind::receive:
    case Trigger::Kind::act:
    case Trigger::Kind::timeout:
      break;
  }
  return faults;
}

}  // namespace pessimist
