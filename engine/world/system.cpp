#include "world/system.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "world/requirements.hpp"

namespace pessimist::world {

namespace {

constexpr std::size_t most_nodes = Tree::most_leaves - 2;  // room for the ledger and the history
constexpr std::size_t most_initial_worlds = 1'000'000;
constexpr std::size_t most_entries = std::numeric_limits<std::uint32_t>::max();

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
  has_guards_ = model.most_down() || model.clocks().horizon > 0 || some_suspect(model) ||
                ledger_.allows(Fault::reset) || ledger_.allows_some(faults_of_links);
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
