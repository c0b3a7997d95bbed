#include "trace/flight.hpp"

#include <algorithm>

namespace pessimist {

namespace {

/// Goes along a trace and knows which flights have come to lie in which inbox.
class FlightFollower {
 public:
  FlightFollower(Network network, const Trace& trace)
      : network_(network), inboxes_(trace.initial.inboxes.size()) {
    for (const std::vector<Packet>& inbox : trace.initial.inboxes) {
      for (const Packet& packet : inbox) begin(packet, {});
    }
  }

  void follow(std::size_t number, const TraceStep& step) {
    meet(number, step);
    for (const Packet& packet : step.outcome.sends) {
      if (network_ != Network::unreliable || first_of(packet) == inboxes_[packet.to].end())
        begin(packet, number);
    }
  }

  std::vector<Flight> flights() && { return std::move(flights_); }

 private:
  using Inbox = std::vector<std::size_t>;  // places in flights_; of one sender in the order of sending

  void begin(const Packet& packet, std::optional<std::size_t> step) {
    inboxes_[packet.to].push_back(flights_.size());
    flights_.push_back({packet, step, {}});
  }

  Inbox::iterator first_of(const Packet& packet) {
    Inbox& inbox = inboxes_[packet.to];
    return std::find_if(inbox.begin(), inbox.end(),
                        [&](std::size_t flight) { return flights_[flight].packet == packet; });
  }

  void meet(std::size_t number, const TraceStep& step) {
    const Trigger& trigger = step.trigger;
    if (trigger.kind == Trigger::Kind::act || trigger.kind == Trigger::Kind::reset) {
      meet_all(number, step);
    } else if (!trigger.packets.empty()) {
      const Packet& packet = trigger.packets.front();
      const auto met = first_of(packet);
      flights_[*met].met.push_back(number);
      if (trigger.kind == Trigger::Kind::duplicate) {
        inboxes_[packet.to].insert(met + 1, flights_.size());
        flights_.push_back({packet, number, {}});
      } else if (trigger.kind == Trigger::Kind::drop || network_ != Network::unreliable) {
        inboxes_[packet.to].erase(met);
      }
    }
  }

  /// An act reads all that it names, which stays; a break of the connection loses all from the peer.
  void meet_all(std::size_t number, const TraceStep& step) {
    const Trigger& trigger = step.trigger;
    const bool is_reset = trigger.kind == Trigger::Kind::reset;
    Inbox& inbox = inboxes_[step.node];
    const auto is_met = [&](std::size_t flight) {
      const Packet& packet = flights_[flight].packet;
      return is_reset ? packet.from == trigger.nodes.at(0)
                      : std::binary_search(trigger.packets.begin(), trigger.packets.end(), packet);
    };
    for (const std::size_t flight : inbox) {
      if (is_met(flight)) flights_[flight].met.push_back(number);
    }
    if (is_reset) std::erase_if(inbox, is_met);
  }

  Network network_;
  std::vector<Flight> flights_;
  std::vector<Inbox> inboxes_;  // [node]
};

}  // namespace

std::vector<Flight> flights(Network network, const Trace& trace) {
  FlightFollower follower(network, trace);
  for (std::size_t step = 0; step < trace.steps.size(); ++step) follower.follow(step, trace.steps[step]);
  return std::move(follower).flights();
}

}  // namespace pessimist
