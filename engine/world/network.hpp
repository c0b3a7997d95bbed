#pragma once

#include <cstdint>
#include <vector>

#include "pessimist/model.hpp"
#include "world/parts.hpp"

namespace pessimist::world {

/// The rules by which an inbox, as a canonical sequence of packets, takes in and gives out. Equal inboxes are equal
/// sequences:
/// - unreliable: sorted, each once (a set that only grows);
/// - unordered: sorted (a multiset);
/// - fifo: sorted by sender, per sender in order of arrival (a queue per link).
class NetworkRules {
 public:
  NetworkRules(Network network, const Parts& parts) : network_(network), parts_(&parts) {}

  Network network() const { return network_; }
  /// Whether a delivered packet leaves the inbox.
  bool consumes() const { return network_ != Network::unreliable; }

  /// Puts a packet in. Returns false if that changes nothing.
  bool add(Packets& inbox, PartId packet) const;
  /// Takes out a packet that is deliverable.
  void remove(Packets& inbox, PartId packet) const;
  /// Lets a packet that is deliverable be there once more. Not where an inbox holds each packet once.
  void duplicate(Packets& inbox, PartId packet) const;
  /// Each packet that may be delivered next, once.
  Packets deliverable(const Packets& inbox) const;
  /// Of an inbox's content: the same on every run, and different for different inboxes.
  std::uint64_t content_hash(const Packets& inbox) const;
  /// Sends in a form that is equal where they do the same to any inboxes.
  Packets canonical_sends(Packets sends) const;

 private:
  NodeIndex sender(PartId packet) const { return parts_->packet(packet).from; }

  Network network_;
  const Parts* parts_;
};

}  // namespace pessimist::world
