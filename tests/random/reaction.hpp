#pragma once

#include <cstddef>
#include <cstdint>

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
    tick,
    nap
  };

  Handler handler = Handler::start;
  bool keeper = false;
  unsigned index = 0;  ///< among its role's nodes, where they are ordered
  unsigned mood = 0;
  unsigned level = 0;
  std::size_t heard = 0;  ///< how many peers it remembers
  bool may_send = false;
  bool from_self = false;
  bool from_heard = false;  ///< it remembers the sender
  bool about_heard = false;
  unsigned value = 0;      ///< of the message or timer; of an act, how many messages have a value
  std::size_t count = 0;   ///< of an act: how many messages there are
  std::size_t branch = 0;  ///< what it chose, where it did
};

/// What it makes of it.
struct Reaction {
  enum class Message : std::uint8_t { none, ping, pong, note };
  enum class To : std::uint8_t { sender, self, peers, any_peer, keepers };  // no sender: to the keepers

  bool happens = false;
  bool chooses = false;  ///< asks `choose` which branch it takes
  unsigned mood = 0;
  unsigned level = 0;
  bool remembers = false;
  bool forgets = false;
  Message message = Message::none;
  To to = To::sender;
  unsigned value = 0;
  bool twice = false;   ///< sends two messages
  bool differ = false;  ///< and the second has another value
  bool arms_tick = false;
  bool arms_nap = false;
  bool disarms_tick = false;
};

/// A pure function, random in all that it is given.
Reaction react(std::uint64_t seed, const Situation& situation);

}  // namespace pessimist::random
