#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>

namespace pessimist::random {

/// What a node can tell of itself and of what happens to it, without telling nodes of a symmetric role apart.
struct Situation {
  enum class Handler : std::uint8_t {
    start,
    restart,
    ping,
    pong,
    note,
    act,
    act_on_notes,
    act_on_all,
    act_on_quorum,
    tick,
    nap,
    doze,
    suspect,
    disconnected,
    forge
  };

  bool keeper = false;
  unsigned index = 0;  ///< among its role's nodes, where they are ordered
  Handler handler = Handler::start;
  unsigned mood = 0;
  unsigned level = 0;
  std::size_t heard = 0;  ///< how many peers it remembers
  bool may_send = false;
  bool from_keeper = false;
  bool from_self = false;
  bool from_heard = false;  ///< it remembers the sender
  bool about_heard = false;
  unsigned value = 0;       ///< of the message or timer; of an act, how many messages have a value
  std::size_t count = 0;    ///< of an act: how many messages there are
  std::size_t branch = 0;   ///< what it chose, where it did
  bool holds = false;       ///< a stone, where there are several
  bool holds_same = false;  ///< that of the message
  unsigned time = 0;        ///< what its clock shows, if it has one
  friend auto operator<=>(const Situation&, const Situation&) = default;
};

/// Whether it is about another node: what was sent, or who sends no more.
bool has_sender(const Situation& situation);

/// What it makes of it: nothing, unless this says more.
struct Reaction {
  enum class Message : std::uint8_t { none, ping, pong, note };
  enum class To : std::uint8_t { sender, self, peers, any_peer, keepers };  // no sender: to the keepers

  bool chooses =
      false;  ///< asks `choose` which of two branches it takes, and does what it does there; nothing else
  std::optional<unsigned> mood{};   ///< a new one
  std::optional<unsigned> level{};  ///< a new one
  bool forgets = false;             ///< all that it remembers, before it remembers a sender
  bool remembers = false;           ///< the sender, if that is a peer
  bool notices = false;             ///< the sender, if that is a peer: to no effect
  bool disarms_tick = false;        ///< before it arms one
  bool arms_tick = false;
  bool arms_nap = false;
  Message message = Message::none;
  To to = To::sender;
  bool twice = false;   ///< sends two messages
  bool differ = false;  ///< and the second has another value
  unsigned value = 0;   ///< of the first message, and of the timer
  bool takes = false;   ///< the message's stone, in place of its own
  bool syncs = false;   ///< what it has written, before it sends
  bool yields = false;  ///< and goes on with Doze
  friend auto operator<=>(const Reaction&, const Reaction&) = default;
};

/// The same reaction without what has no effect in that situation: a node behaves the same, and two that behave the same
/// are more often equal.
Reaction plain(const Situation& situation, Reaction reaction);

/// How nodes behave: what is not listed, they do nothing about.
using Table = std::map<Situation, Reaction>;

}  // namespace pessimist::random
