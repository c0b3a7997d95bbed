// A primary and a backup: what the primary acknowledges the backup has, and when the one falls silent the other goes on by
// itself. Silence is not death: where only the network has failed both go on, unless a witness lets no more than one.
//
// Source: Alsberg and Day, "A Principle for Resilient Sharing of Distributed Resources" (ICSE 1976), for primary and
// backup; Paris, "Voting with Witnesses" (ICDCS 1986), for the witness; and the chapters on failover and split brain of
// Kleppmann, "Designing Data-Intensive Applications" (2017), chapters 5 and 8.
//
// Modelled: writes, each acknowledged when both replicas have it; a failure detector that may suspect the peer whenever
// nothing can come from it, be it down or cut off; a replica that suspects its peer asks the witness, who lets the first
// that asks go on alone, for good; a network that is cut, and heals. Not modelled: how a replica that was away catches up
// and becomes a backup again, and how clients find the one that serves.

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include <pessimist/pessimist.hpp>

namespace {

using namespace pessimist;

enum class Bug { none, no_witness, forgetful_witness, early_reply };

struct Replica;
using History = std::vector<Id<Replica>>;  ///< a write is told by the replica that took it, and its place

struct Replicate {
  History history;
};
struct Stored {
  std::size_t writes = 0;
};
struct Ask {};
struct Permission {};
struct Acknowledged {
  History history;  ///< up to the write
};

/// Somebody to tell.
struct Client {
  void receive(const Acknowledged&) {}
};

struct Witness {
  Constant<Bug> bug;
  Durable<std::optional<Id<Replica>>> permitted{};

  void restart() {
    if (bug == Bug::forgetful_witness) permitted = std::nullopt;
  }

  void receive(const Ask&, Id<Replica> from, Context<Permission>& context) {
    if (*permitted && *permitted != from) return;
    permitted = from;
    context.send(from, Permission{});
  }
};

struct Replica {
  enum class Role { primary, backup, suspecting, alone, retired };

  Constant<Bug> bug;
  Constant<std::size_t> writes;  ///< that it may take
  Role role = Role::backup;
  Durable<History> history{};

  /// It may have missed what its peer did alone.
  void restart() { role = Role::retired; }

  /// A client wants something written.
  void act(const Received<>&, Context<Replicate, Acknowledged>& context) {
    if (role != Role::primary && role != Role::alone) return;
    const Id<Replica> self = context.self<Replica>();
    if (std::ranges::count(*history, self) == static_cast<std::ptrdiff_t>(*writes)) return;
    history.write().push_back(self);
    if (role == Role::primary) context.broadcast<Replica>(Replicate{history});
    if (role == Role::alone || bug == Bug::early_reply) acknowledge(history->size(), context);
  }

  void receive(const Replicate& replicate, Id<Replica> from, Context<Stored>& context) {
    if (role != Role::backup) return;
    if (replicate.history.size() > history->size()) history = replicate.history;
    context.send(from, Stored{history->size()});
  }

  void receive(const Stored& stored, Context<Acknowledged>& context) {
    if (role == Role::primary) acknowledge(std::min(stored.writes, history->size()), context);
  }

  void suspect(Id<Replica>, Context<Ask, Acknowledged>& context) {
    if (role != Role::primary && role != Role::backup) return;
    if (bug == Bug::no_witness) return go_on_alone(context);
    role = Role::suspecting;
    context.send(context.only<Witness>(), Ask{});
  }

  void receive(const Permission&, Context<Acknowledged>& context) {
    if (role == Role::suspecting) go_on_alone(context);
  }

  void go_on_alone(Context<Acknowledged> context) {
    role = Role::alone;
    if (!history->empty()) acknowledge(history->size(), context);
  }

  void acknowledge(std::size_t count, Context<Acknowledged> context) const {
    const auto end = history->begin() + static_cast<std::ptrdiff_t>(count);
    context.send(context.only<Client>(), Acknowledged{{history->begin(), end}});
  }
};

using Acknowledgements = std::vector<Sent<Acknowledged>>;

bool is_prefix(const History& shorter, const History& longer) {
  return shorter.size() <= longer.size() && std::equal(shorter.begin(), shorter.end(), longer.begin());
}

/// One history: of two acknowledged ones, one goes on where the other ends.
Judgement agree(const Acknowledgements& acknowledgements) {
  if (acknowledgements.empty()) return not_applicable();
  for (const auto& [one, to, shorter] : acknowledgements) {
    for (const auto& [other, to_client, longer] : acknowledgements) {
      if (shorter.history.size() > longer.history.size() || is_prefix(shorter.history, longer.history))
        continue;
      return fails("two replicas have acknowledged different writes in one place", {one, other});
    }
  }
  return holds();
}

Judgement serve_by_turns(Replica::Role one, Replica::Role other) {
  return implies(one == Replica::Role::alone, other != Replica::Role::alone, "both replicas serve alone");
}

struct PrimaryBackup {
  static constexpr std::string_view name = "primary-backup";
  static constexpr std::string_view summary =
      "a primary, a backup that takes over, and a witness who lets only one (Alsberg and Day 1976)";

  using Roles = pessimist::Roles<Replica, Witness, Client>;
  using Messages = pessimist::Messages<Replicate, Stored, Ask, Permission, Acknowledged>;

  struct Parameters {
    Parameter<int> writes{2, "writes that a replica may take", 1, 9};
    Parameter<Bug> bug{Bug::none,
                       "no-witness: who suspects its peer goes on alone without asking; "
                       "forgetful-witness: a witness that crashes forgets whom it let go on; "
                       "early-reply: a primary acknowledges what its backup may not have"};
  };

  static void set_up(const Parameters& parameters, Setup<PrimaryBackup>& setup) {
    const Bug bug = parameters.bug;
    bool has_primary = false;
    setup.nodes<Replica>(2, [&](Id<Replica>) {
      const auto role = has_primary ? Replica::Role::backup : Replica::Role::primary;
      has_primary = true;
      return Replica{.bug = bug, .writes = static_cast<std::size_t>(*parameters.writes), .role = role};
    });
    setup.nodes(1, Witness{.bug = bug});
    setup.nodes<Client>(1);
    setup.networks({Network::unordered, Network::fifo});
    setup.faults({Fault::crash, Fault::restart, Fault::crash_in_handler, Fault::drop, Fault::duplicate,
                  Fault::partition, Fault::isolate, Fault::cut, Fault::heal});

    setup.always("acknowledged writes agree", together(sent<Acknowledged>(), agree));
    setup.always("at most one serves alone", pairs(&Replica::role, serve_by_turns));
    setup.sometimes("all writes are acknowledged",
                    together(sent<Acknowledged>(), [parameters](const auto& acknowledgements) {
                      return std::ranges::any_of(acknowledgements, [&](const auto& one) {
                        return one.message.history.size() == static_cast<std::size_t>(*parameters.writes);
                      });
                    }));
  }
};

PESSIMIST_SPEC(PrimaryBackup);

}  // namespace
