#pragma once

// The roles of random protocols. Each node has a budget of sends, so that the inboxes of every network are finite.

#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "random/handle.hpp"

namespace pessimist::random {

template <class Message>
void count(const std::vector<Sent<Message>>& messages, Situation& situation) {
  situation.count += messages.size();
  for (const Sent<Message>& sent : messages) situation.value += sent.message.value;
}

/// Whether two different nodes sent a message of that value.
template <class Message>
bool has_quorum(const std::vector<Sent<Message>>& messages, unsigned value) {
  std::optional<AnyId> first;
  for (const Sent<Message>& sent : messages) {
    if (sent.message.value != value) continue;
    if (first && *first != sent.from) return true;
    first = sent.from;
  }
  return false;
}

/// What volatile peers do: their memory and their budget come back as they were at first.
template <Kind kind>
struct Peer {
  Constant<unsigned> rules = 0U;  ///< their number in the book
  unsigned mood = 0;
  Kept<kind, unsigned> level = 0U;
  unsigned left = 0;  ///< how often it may still send
  std::set<Id<Peer>> heard{};
  AnyStone stone{};
  std::optional<Id<Peer>> noticed{};  ///< nothing reads it

  using Causes = AnyCause<kind>;
  using Handler = Situation::Handler;

  void start(Causes& context) { handle<kind>(*this, situation(Handler::start, context), {}, context); }
  void act(const Received<>&, Causes& context) {
    handle<kind>(*this, situation(Handler::act, context), {}, context);
  }
  template <class Sender>
  void receive(const Ping& ping, Id<Sender> from, Causes& context) {
    handle_message<kind>(*this, Handler::ping, {ping.value, {}, ping.stone}, from, context);
  }
  template <class Sender>
  void receive(const Pong& pong, Id<Sender> from, Causes& context) {
    handle_message<kind>(*this, Handler::pong, {pong.value}, from, context);
  }
  template <class Sender>
  void receive(const Note<kind>& note, Id<Sender> from, Causes& context) {
    handle_message<kind>(*this, Handler::note, {note.value, note.about}, from, context);
  }
  void timeout(const Tick& tick, Causes& context) {
    Situation now = situation(Handler::tick, context);
    now.value = tick.value;
    handle<kind>(*this, now, {}, context);
  }
  void timeout(const Nap&, Causes& context) {
    handle<kind>(*this, situation(Handler::nap, context), {}, context);
  }
  void timeout(const Doze&, Causes& context) {
    handle<kind>(*this, situation(Handler::doze, context), {}, context);
  }
  template <class Other>
  requires is_frail<kind>
  void suspect(Id<Other> other, Causes& context) {
    handle_message<kind>(*this, Handler::suspect, {}, other, context);
  }
  template <class Other>
  requires is_frail<kind>
  void disconnected(Id<Other> other, Causes& context) {
    handle_message<kind>(*this, Handler::disconnected, {}, other, context);
  }
  void forge(Causes& context) requires is_frail<kind> {
    handle<kind>(*this, situation(Handler::forge, context), {}, context);
  }
  Situation situation(Handler handler, const Causes& context) const {
    return situation_of<kind>(*this, handler, context);
  }
};

/// What keepers do: nearly all that they know is durable, and they have a handler for restarts.
template <Kind kind, bool ranked>
struct Keeper {
  static constexpr bool ordered = ranked;
  static constexpr DiskOrder disk = DiskOrder::reordering;
  static constexpr std::string_view name = ranked ? "ranked keeper" : "keeper";

  Constant<unsigned> rules = 0U;  ///< their number in the book
  unsigned mood = 0;
  Kept<kind, unsigned> level = 0U;
  Kept<kind, unsigned> left = 0U;
  Kept<kind, std::set<Id<Peer<kind>>>> heard{};
  Kept<kind, AnyStone> stone{};
  Durable<std::optional<Id<Peer<kind>>>> noticed{};  ///< nothing reads it

  using Causes = AnyCause<kind>;
  using Handler = Situation::Handler;

  void restart(Causes& context) { handle<kind>(*this, situation(Handler::restart, context), {}, context); }
  void act(const Received<>&, Causes& context) {
    handle<kind>(*this, situation(Handler::act, context), {}, context);
  }
  void act(const Received<Note<kind>>& received, Causes& context) requires(kind == Kind::reads) {
    const std::vector<Sent<Note<kind>>>& notes = received.template of<Note<kind>>();
    Situation now = situation(Handler::act_on_notes, context);
    if (traits_in(rules).quorum) {
      now.handler = Handler::act_on_quorum;
      if (has_quorum(notes, 1)) now.value = 1;
      if (!has_quorum(notes, now.value)) return;
    } else {
      count(notes, now);
      if (now.count == 0) return;
    }
    handle<kind>(*this, now, {}, context);
  }
  void act(const Received<Ping, Note<kind>>& received, Causes& context) requires(kind == Kind::reads) {
    Situation now = situation(Handler::act_on_all, context);
    count(received.template of<Ping>(), now);
    count(received.template of<Note<kind>>(), now);
    if (now.count > 1) handle<kind>(*this, now, {}, context);
  }
  template <class Sender>
  void receive(const Ping& ping, Id<Sender> from, Causes& context) {
    handle_message<kind>(*this, Handler::ping, {ping.value, {}, ping.stone}, from, context);
  }
  template <class Sender>
  void receive(const Pong& pong, Id<Sender> from, Causes& context) {
    handle_message<kind>(*this, Handler::pong, {pong.value}, from, context);
  }
  template <class Sender>
  requires(kind != Kind::reads) void receive(const Note<kind>& note, Id<Sender> from, Causes& context) {
    handle_message<kind>(*this, Handler::note, {note.value, note.about}, from, context);
  }
  void timeout(const Tick& tick, Causes& context) {
    Situation now = situation(Handler::tick, context);
    now.value = tick.value;
    handle<kind>(*this, now, {}, context);
  }
  void timeout(const Nap&, Causes& context) {
    handle<kind>(*this, situation(Handler::nap, context), {}, context);
  }
  void timeout(const Doze&, Causes& context) {
    handle<kind>(*this, situation(Handler::doze, context), {}, context);
  }
  template <class Other>
  requires is_frail<kind>
  void suspect(Id<Other> other, Causes& context) {
    handle_message<kind>(*this, Handler::suspect, {}, other, context);
  }
  template <class Other>
  requires is_frail<kind>
  void disconnected(Id<Other> other, Causes& context) {
    handle_message<kind>(*this, Handler::disconnected, {}, other, context);
  }
  void forge(Causes& context) requires is_frail<kind> {
    handle<kind>(*this, situation(Handler::forge, context), {}, context);
  }
  Situation situation(Handler handler, const Causes& context) const {
    return situation_of<kind>(*this, handler, context);
  }
};

}  // namespace pessimist::random
