#include "world/network.hpp"

#include <algorithm>

#include "store/ensure.hpp"
#include "store/hash.hpp"

namespace pessimist::world {

bool NetworkRules::add(Packets& inbox, PartId packet) const {
  if (network_ == Network::fifo) {
    const auto behind_its_link =
        std::upper_bound(inbox.begin(), inbox.end(), sender(packet),
                         [&](NodeIndex from, PartId other) { return from < sender(other); });
    inbox.insert(behind_its_link, packet);
    return true;
  }
  const auto place = std::lower_bound(inbox.begin(), inbox.end(), packet);
  if (network_ == Network::unreliable && place != inbox.end() && *place == packet) return false;
  inbox.insert(place, packet);
  return true;
}

void NetworkRules::remove(Packets& inbox, PartId packet) const {
  const auto first = std::find(inbox.begin(), inbox.end(), packet);  // of a fifo link: its head
  store::ensure(first != inbox.end(), "a delivered packet lay in the inbox");
  inbox.erase(first);
}

void NetworkRules::duplicate(Packets& inbox, PartId packet) const {
  store::ensure(consumes(), "a message of which there are several can be delivered several times");
  const auto first = std::find(inbox.begin(), inbox.end(), packet);
  store::ensure(first != inbox.end(), "a message that is doubled lay in the inbox");
  inbox.insert(first, packet);
}

Packets NetworkRules::deliverable(const Packets& inbox) const {
  Packets result = inbox;
  const auto same = [&](PartId left, PartId right) {
    return network_ == Network::fifo ? sender(left) == sender(right) : left == right;
  };
  result.erase(std::unique(result.begin(), result.end(), same), result.end());
  return result;
}

// What is sorted by name lies in another order on another run; what is queued does not, and its order counts.
std::uint64_t NetworkRules::content_hash(const Packets& inbox) const {
  std::uint64_t hash = 0;
  for (const PartId packet : inbox) {
    const std::uint64_t of_packet = parts_->packet_hash(packet);
    hash = network_ == Network::fifo ? store::mix(hash + of_packet) : hash + store::mix(of_packet);
  }
  return hash;
}

Packets NetworkRules::canonical_sends(Packets sends) const {
  if (network_ == Network::fifo) {
    std::stable_sort(sends.begin(), sends.end(), [&](PartId left, PartId right) {
      return parts_->packet(left).to < parts_->packet(right).to;
    });
    return sends;
  }
  std::sort(sends.begin(), sends.end());
  if (network_ == Network::unreliable) sends.erase(std::unique(sends.begin(), sends.end()), sends.end());
  return sends;
}

}  // namespace pessimist::world
