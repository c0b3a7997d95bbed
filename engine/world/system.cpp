#include "world/system.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "pessimist/parameter.hpp"

namespace pessimist::world {

namespace {

constexpr std::size_t most_nodes = Tree::most_leaves - 2;  // room for the ledger and the history
constexpr std::size_t most_initial_worlds = 1'000'000;
constexpr std::size_t most_entries = std::numeric_limits<std::uint32_t>::max();

void require_network(const Model& model, Network network) {
  const auto& networks = model.networks();
  if (std::find(networks.begin(), networks.end(), network) == networks.end()) {
    std::string known;
    for (const Network one : networks) known += (known.empty() ? "" : ", ") + std::string(to_string(one));
    throw UsageError("this specification does not run on the network '" + std::string(to_string(network)) +
                     "'; it runs on: " + known);
  }
  if (network != Network::fifo) return;
  for (std::size_t role = 0; role < model.triggers().size(); ++role) {
    const auto& reads = model.triggers()[role].reads;
    const auto read = std::find(reads.begin(), reads.end(), true);
    if (read == reads.end()) continue;
    throw SpecError("an act of '" + model.layout().roles()[role].name + "' reads " +
                    model.message_names()[static_cast<std::size_t>(read - reads.begin())] +
                    " in its inbox, but on the fifo network a message is gone once it is received: handle it "
                    "in `receive`");
  }
}

void require_faults(const Model& model, Network network, const std::map<Fault, unsigned>& budgets) {
  for (const auto& [fault, budget] : budgets) {
    const auto& allowed = model.faults();
    if (budget > 0 && is_of_network(fault) && network == Network::unreliable) {
      throw UsageError(
          "on the unreliable network messages are lost and doubled without end and at no cost; '" +
          std::string(to_string(fault)) + "' is for the networks unordered and fifo");
    }
    if (budget == 0 || std::find(allowed.begin(), allowed.end(), fault) != allowed.end()) continue;
    std::string known;
    for (const Fault one : allowed) known += (known.empty() ? "" : ", ") + std::string(to_string(one));
    throw UsageError(
        "this specification does not say what '" + std::string(to_string(fault)) + "' does to it; " +
        (known.empty()
             ? "it declares none in set_up (setup.faults({Fault::" + std::string(to_string(fault)) + "}))"
             : "it declares: " + known));
  }
}

}  // namespace

System::System(const Model& model, SystemOptions options)
    : model_(model),
      options_(std::move(options)),
      nodes_(model.layout().node_count()),
      rules_(options_.network, parts_),
      watchdog_(options_.handler_time, options_.on_hang),
      steps_(model, parts_, rules_, watchdog_),
      ledger_(options_.budgets, options_.most_faults),
      units_({most_entries, options_.first_slots}, options_.workers),
      tree_(count_leaves(), {most_entries, options_.first_slots}, options_.workers) {
  require_network(model, options_.network);
  require_faults(model, options_.network, options_.budgets);
}

std::size_t System::count_leaves() {
  if (nodes() > most_nodes) {
    throw SpecError("the system has " + std::to_string(nodes()) + " nodes; at most " +
                    std::to_string(most_nodes) + " can be explored");
  }
  std::size_t leaves = nodes();
  if (ledger_.allows_faults()) ledger_leaf_ = leaves++;
  const bool forgets =
      options_.network != Network::unreliable;  // an inbox that only grows is its own history
  const auto& history = options_.history;
  if (forgets && std::find(history.begin(), history.end(), true) != history.end()) history_leaf_ = leaves++;
  return std::max<std::size_t>(leaves, 2);
}

LocalSteps System::start_steps(NodeIndex node) {
  const PartId initial = parts_.local(model_.initial(node));
  if (!model_.triggers()[model_.layout().role_number_of(node)].starts) return {{initial, {}, {}}};
  return steps_.of(node, initial, parts_.trigger({Trigger::Kind::start, 0, {}, {}}));
}

Tree::Nodes System::initial_world(const std::vector<LocalSteps>& starts,
                                  const std::vector<std::size_t>& outcomes) {
  std::vector<Packets> inboxes(nodes());
  Packets history;
  for (std::size_t node = 0; node < nodes(); ++node) {
    for (const PartId packet : starts[node][outcomes[node]].sends) {
      const Packet sent = parts_.packet(packet);
      rules_.add(inboxes[sent.to], packet);
      if (keeps_history_of(sent.type)) NetworkRules(Network::unreliable, parts_).add(history, packet);
    }
  }
  Tree::Nodes world{};
  for (std::size_t node = 0; node < nodes(); ++node) {
    world[node] = unit(static_cast<NodeIndex>(node), starts[node][outcomes[node]].after,
                       std::move(inboxes[node]), units_.writer(0));
  }
  if (history_leaf_) world[*history_leaf_] = parts_.sequence(history);
  return world;
}

Tree::Nodes System::leaves_of(const std::vector<Local>& locals,
                              const std::vector<std::vector<Packet>>& inboxes,
                              const std::map<Fault, unsigned>& faults, const std::set<Packet>& sent) {
  Tree::Nodes world{};
  for (NodeIndex node = 0; node < nodes(); ++node) {
    Packets inbox;
    for (const Packet& packet : inboxes[node]) rules_.add(inbox, parts_.packet(packet));
    world[node] = unit(node, parts_.local(locals[node]), std::move(inbox), units_.writer(0));
  }
  if (ledger_leaf_) world[*ledger_leaf_] = ledger_.of(faults);
  if (history_leaf_) {
    Packets history;
    for (const Packet& packet : sent) {
      if (keeps_history_of(packet.type))
        NetworkRules(Network::unreliable, parts_).add(history, parts_.packet(packet));
    }
    world[*history_leaf_] = parts_.sequence(history);
  }
  return world;
}

std::vector<Tree::Nodes> System::initial_worlds() {
  std::vector<LocalSteps> starts;
  std::size_t combinations = 1;
  for (NodeIndex node = 0; node < nodes(); ++node) {
    starts.push_back(start_steps(node));
    combinations *= starts.back().size();
    if (combinations > most_initial_worlds) {
      throw SpecError("the choices made in `start` give more than " + std::to_string(most_initial_worlds) +
                      " initial worlds");
    }
  }
  std::vector<Tree::Nodes> worlds;
  std::vector<std::size_t> outcomes(nodes(), 0);
  while (true) {
    worlds.push_back(initial_world(starts, outcomes));
    std::size_t node = 0;  // the next combination, counting up
    while (node < nodes() && ++outcomes[node] == starts[node].size()) outcomes[node++] = 0;
    if (node == nodes()) return worlds;
  }
}

}  // namespace pessimist::world
