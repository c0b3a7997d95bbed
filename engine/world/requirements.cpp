#include "world/requirements.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include "pessimist/parameter.hpp"

namespace pessimist::world {

namespace {

/// There are 2^(nodes - 1) - 1 ways to divide nodes in two.
constexpr std::ptrdiff_t most_parted = 12;

template <class Has>
bool some_role(const Model& model, Has has) {
  return std::any_of(model.triggers().begin(), model.triggers().end(), has);
}

void require_declared(const Model& model, Fault fault) {
  const auto& allowed = model.faults();
  if (std::find(allowed.begin(), allowed.end(), fault) != allowed.end()) return;
  std::string known;
  for (const Fault one : allowed) known += (known.empty() ? "" : ", ") + std::string(to_string(one));
  const std::string name(to_string(fault));
  throw UsageError("this specification does not say what '" + name + "' does to it; " +
                   (known.empty() ? "it declares none in set_up (setup.faults({Fault::" + name + "}))"
                                  : "it declares: " + known));
}

void require_on_network(Fault fault, Network network) {
  const std::string name(to_string(fault));
  if (fault == Fault::reset && network != Network::fifo) {
    throw UsageError("'" + name +
                     "' breaks a connection, and only the network fifo has connections (--network fifo)");
  }
  if (fault == Fault::byzantine && network != Network::unreliable) {
    throw UsageError(
        "'" + name +
        "' is for the network unreliable: elsewhere one node could fill the others' inboxes without end");
  }
  if (!is_of_network(fault) || network != Network::unreliable) return;
  throw UsageError(
      "on the unreliable network messages are lost, doubled and held back without end and at no cost; '" +
      name + "' is for the networks unordered and fifo");
}

void require_links(const Model& model, Fault fault) {
  const std::string name(to_string(fault));
  if (some_role(model, [](const RoleTriggers& role) {
        return std::find(role.reads.begin(), role.reads.end(), true) != role.reads.end();
      })) {
    throw UsageError(
        "'" + name +
        "' holds back messages, but an act of this specification reads them where they lie: handle them in "
        "`receive`");
  }
  if (fault != Fault::partition) return;
  std::ptrdiff_t parted = 0;
  for (NodeIndex node = 0; node < model.layout().node_count(); ++node) {
    if (!model.triggers()[model.layout().role_number_of(node)].spared.contains(fault)) ++parted;
  }
  if (parted > most_parted) {
    throw UsageError("'" + name + "' divides at most " + std::to_string(most_parted) +
                     " nodes, and here are " + std::to_string(parted) +
                     "; 'isolate' and 'cut' are for more, or setup.spare<Role>({Fault::" + name + "})");
  }
}

void require_forge(const Model& model) {
  for (std::size_t role = 0; role < model.triggers().size(); ++role) {
    const RoleTriggers& triggers = model.triggers()[role];
    if (triggers.forges || triggers.spared.contains(Fault::byzantine)) continue;
    throw UsageError(
        "'byzantine': the role '" + model.layout().roles()[role].name +
        "' does not say what its nodes may lie: give it a `void forge(Context<...>& context)` that "
        "chooses what to send to whom, or setup.spare<...>({Fault::byzantine})");
  }
}

/// That time does not stand still for ever, for want of what takes a prompt message away.
void require_prompt_is_received(const Model& model, Network network) {
  const auto& prompt = model.prompt();
  for (std::size_t type = 0; type < prompt.size(); ++type) {
    if (!prompt[type]) continue;
    const std::string message = "the message " + model.message_names()[type] + " is prompt";
    if (network == Network::unreliable) {
      throw UsageError(
          message +
          ", so no time passes before it is received; but on the unreliable network a message may be "
          "lost, and lies there for ever: it is for the networks unordered and fifo");
    }
    if (some_role(model, [&](const RoleTriggers& role) { return role.reads[type]; })) {
      throw SpecError(
          message +
          ", so no time passes before it is received; but an act reads it, which leaves it where it is: "
          "handle it in `receive`");
    }
  }
}

/// That the fault can happen at all.
void require_victim(const Model& model, Fault fault) {
  const std::string name(to_string(fault));
  if (fault == Fault::byzantine) require_forge(model);
  if (faults_of_links.contains(fault) && fault != Fault::heal) require_links(model, fault);
  if (fault == Fault::lost_writes &&
      !some_role(model, [](const RoleTriggers& role) { return role.buffers; })) {
    throw UsageError(
        "'" + name +
        "': no role has a field whose writes could be lost: declare one as Buffered<T>, which is on disk "
        "only behind context.sync()");
  }
  if ((fault == Fault::skew || fault == Fault::jump) &&
      !some_role(model, [](const RoleTriggers& role) { return role.reads_clock; })) {
    throw UsageError(
        "'" + name +
        "': no node of this specification has a clock: let the protocol say `static constexpr bool clocks "
        "= true;`, call setup.clocks(), and list ReadsClock in the Context<...> of handlers that read it");
  }
}

}  // namespace

void require_network(const Model& model, Network network) {
  const auto& networks = model.networks();
  if (std::find(networks.begin(), networks.end(), network) == networks.end()) {
    std::string known;
    for (const Network one : networks) known += (known.empty() ? "" : ", ") + std::string(to_string(one));
    throw UsageError("this specification does not run on the network '" + std::string(to_string(network)) +
                     "'; it runs on: " + known);
  }
  require_prompt_is_received(model, network);
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
    if (budget == 0) continue;
    if (const auto refusal = why_not(model, network, fault)) throw UsageError(*refusal);
  }
}

std::optional<std::string> why_not(const Model& model, Network network, Fault fault) {
  try {
    require_on_network(fault, network);
    require_declared(model, fault);
    require_victim(model, fault);
  } catch (const UsageError& refusal) {
    return refusal.what();
  }
  return std::nullopt;
}

bool some_suspect(const Model& model) {
  return some_role(model, [](const RoleTriggers& role) {
    return std::find(role.suspects.begin(), role.suspects.end(), true) != role.suspects.end();
  });
}

}  // namespace pessimist::world
