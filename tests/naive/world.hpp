#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "pessimist/model.hpp"

namespace pessimist::naive {

/// Everything that makes up a world.
struct World {
  std::vector<Local> locals;  ///< by node
  std::vector<std::vector<Packet>>
      inboxes;                     ///< by node: sorted; on fifo by sender, and then in order of arrival
  std::map<Fault, unsigned> used;  ///< those with a budget
  std::set<Packet> history;        ///< ever sent, of the types that are to be remembered
};

/// Adds a packet to the inbox that it goes to.
void put(Network network, std::vector<Packet>& inbox, const Packet& packet);
/// Takes a delivered packet out, where the network does so.
void take(Network network, std::vector<Packet>& inbox, const Packet& packet);
/// The distinct packets that the network may deliver next.
std::set<Packet> deliverable(Network network, const std::vector<Packet>& inbox);
/// Puts another copy of a packet beside it.
void duplicate(std::vector<Packet>& inbox, const Packet& packet);
/// The faults that an event is.
std::vector<Fault> faults_in(const Trigger& trigger);
/// Sends of one node, brought into an order that tells no two apart that have the same effect.
std::vector<Packet> normal_form(Network network, std::vector<Packet> sends);

/// Prints worlds: two are equal if and only if their prints are.
class Printer {
 public:
  explicit Printer(const Model& model) : model_(model) {}

  std::string print(const World& world);

 private:
  std::string local(NodeIndex node, const Local& local);
  std::string packet(const Packet& packet);
  /// Two values of a kind print alike only if they are equal; throws std::logic_error otherwise.
  template <class Describe>
  const std::string& once(const std::string& kind, const std::string& bytes, Describe describe);

  const Model& model_;
  std::map<std::pair<std::string, std::string>, std::string> print_of_;  ///< by kind and bytes
  std::set<std::pair<std::string, std::string>> prints_;                 ///< by kind
};

}  // namespace pessimist::naive
