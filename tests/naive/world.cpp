#include "naive/world.hpp"

#include <algorithm>
#include <stdexcept>

namespace pessimist::naive {

void put(Network network, std::vector<Packet>& inbox, const Packet& packet) {
  const bool there = std::count(inbox.begin(), inbox.end(), packet) > 0;
  if (network == Network::unreliable && there) return;
  inbox.push_back(packet);
  if (network == Network::fifo) {
    std::stable_sort(inbox.begin(), inbox.end(),
                     [](const Packet& a, const Packet& b) { return a.from < b.from; });
  } else {
    std::sort(inbox.begin(), inbox.end());
  }
}

void take(Network network, std::vector<Packet>& inbox, const Packet& packet) {
  if (network != Network::unreliable) inbox.erase(std::find(inbox.begin(), inbox.end(), packet));
}

void duplicate(std::vector<Packet>& inbox, const Packet& packet) {
  inbox.insert(std::find(inbox.begin(), inbox.end(), packet), packet);
}

std::vector<Fault> faults_in(const Trigger& trigger) {
  using Kind = Trigger::Kind;
  static const std::map<Kind, Fault> faults{{Kind::crash, Fault::crash},
                                            {Kind::restart, Fault::restart},
                                            {Kind::amnesia, Fault::amnesia},
                                            {Kind::drop, Fault::drop},
                                            {Kind::duplicate, Fault::duplicate},
                                            {Kind::reset, Fault::reset},
                                            {Kind::partition, Fault::partition},
                                            {Kind::isolate, Fault::isolate},
                                            {Kind::cut, Fault::cut},
                                            {Kind::heal, Fault::heal},
                                            {Kind::jump, Fault::jump}};
  std::vector<Fault> result;
  if (const auto found = faults.find(trigger.kind); found != faults.end()) result.push_back(found->second);
  if (trigger.interrupted) result.push_back(Fault::crash_in_handler);
  if (trigger.loses_writes) result.push_back(Fault::lost_writes);
  if (trigger.paused) result.push_back(Fault::pause);
  if (trigger.turns) result.push_back(Fault::byzantine);
  if (trigger.kind == Kind::tick && !trigger.nodes.empty()) result.push_back(Fault::skew);
  return result;
}

std::set<Packet> deliverable(Network network, const std::vector<Packet>& inbox) {
  if (network != Network::fifo) return {inbox.begin(), inbox.end()};
  std::set<Packet> heads;
  for (std::size_t i = 0; i < inbox.size(); ++i) {
    if (i == 0 || inbox[i].from != inbox[i - 1].from) heads.insert(inbox[i]);
  }
  return heads;
}

std::vector<Packet> normal_form(Network network, std::vector<Packet> sends) {
  if (network == Network::fifo) {
    std::stable_sort(sends.begin(), sends.end(),
                     [](const Packet& a, const Packet& b) { return a.to < b.to; });
    return sends;
  }
  std::sort(sends.begin(), sends.end());
  if (network == Network::unreliable) sends.erase(std::unique(sends.begin(), sends.end()), sends.end());
  return sends;
}

template <class Describe>
const std::string& Printer::once(const std::string& kind, const std::string& bytes, Describe describe) {
  const auto [entry, is_new] = print_of_.try_emplace({kind, bytes});
  if (is_new) {
    entry->second = to_string(describe());
    if (!prints_.emplace(kind, entry->second).second) {
      throw std::logic_error("two values of " + kind + " print as " + entry->second);
    }
  }
  return entry->second;
}

std::string Printer::print(const World& world) {
  std::string text;
  for (std::size_t i = 0; i < world.locals.size(); ++i) {
    const auto node = static_cast<NodeIndex>(i);
    text += model_.layout().name(node) + ": " + local(node, world.locals[i]) + "\n";
    for (const Packet& waiting : world.inboxes[i]) text += "  inbox: " + packet(waiting) + "\n";
  }
  for (const auto& [fault, times] : world.used) {
    text += std::string(to_string(fault)) + ": " + std::to_string(times) + "\n";
  }
  for (const Packet& sent : world.history) text += "was sent: " + packet(sent) + "\n";
  return text;
}

std::string Printer::local(NodeIndex node, const Local& local) {
  std::string text = local.up ? "up " : "down ";
  if (local.lies) text += "liar ";
  text += "at " + std::to_string(local.clock) + " ";
  for (const NodeIndex other : local.deaf_to) text += "deaf to " + std::to_string(other) + " ";
  const auto print_timer = [&](const ArmedTimer& timer) {
    const std::string kind = "timer " + std::to_string(timer.type) + " ";
    return kind + once(kind, timer.body, [&] { return model_.describe_timer(timer.type, timer.body); }) +
           ", ";
  };
  if (local.pending) text += "paused before " + print_timer(*local.pending);
  for (const ArmedTimer& timer : local.armed) text += print_timer(timer);
  const std::string kind = "role " + std::to_string(model_.layout().role_number_of(node));
  return text + once(kind, local.fields, [&] { return model_.describe_fields(node, local.fields); });
}

std::string Printer::packet(const Packet& packet) {
  const std::string kind = "message " + std::to_string(packet.type) + " ";
  const auto describe = [&] { return model_.describe_message(packet.type, packet.body); };
  return model_.layout().name(packet.from) + " to " + model_.layout().name(packet.to) + ", " + kind +
         once(kind, packet.body, describe);
}

}  // namespace pessimist::naive
