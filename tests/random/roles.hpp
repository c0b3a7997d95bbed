#pragma once

// The roles of random protocols. Their handlers do what a hash of the seed and of what they see says (reaction.hpp).
// Each node has a budget of sends, so that the inboxes of every network are finite; nothing depends on the number of a
// node of a symmetric role, nor on the order of a set.

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <type_traits>
#include <vector>

#include "pessimist/pessimist.hpp"
#include "random/reaction.hpp"

namespace pessimist::random {

template <bool reading>
struct Peer;

struct Ping {
  unsigned value;
};
struct Pong {
  unsigned value;
};
template <bool reading>
struct Note {
  unsigned value;
  Id<Peer<reading>> about;
};
struct Tick {
  unsigned value;
};
struct Nap {};

template <bool reading, bool ranked>
struct Keeper;

template <bool reading>
using AnyCause = Context<Ping, Pong, Note<reading>, Tick, Nap>;

template <class Role>
inline constexpr bool is_keeper = false;
template <bool reading, bool ranked>
inline constexpr bool is_keeper<Keeper<reading, ranked>> = true;

template <bool reading, class Role>
Situation situation_of(const Role& role, Situation::Handler handler, const AnyCause<reading>& context) {
  Situation situation;
  situation.handler = handler;
  situation.keeper = is_keeper<Role>;
  if constexpr (requires { requires Role::ordered; }) situation.index = context.template self<Role>().index();
  situation.mood = role.mood;
  situation.level = role.level;
  situation.may_send = role.left > 0;
  const std::set<Id<Peer<reading>>>& heard = role.heard;
  situation.heard = heard.size();
  return situation;
}

template <bool reading, class Message, class Role>
void send(const Role&, const Message& message, Reaction::To to, std::optional<AnyId> from,
          AnyCause<reading>& context) {
  switch (to) {
    case Reaction::To::sender:
      if (from) return context.send(*from, message);
      break;
    case Reaction::To::self:
      return context.send(context.template self<Role>(), message);
    case Reaction::To::peers:
      return context.template broadcast<Peer<reading>>(message);
    case Reaction::To::any_peer:
      return context.send(context.choose(context.template all<Peer<reading>>()), message);
    case Reaction::To::keepers:
      break;
  }
  context.template broadcast<Keeper<reading, false>>(message);
  context.template broadcast<Keeper<reading, true>>(message);
}

template <bool reading, class Role>
void send(const Role& role, const Reaction& reaction, std::optional<AnyId> from, AnyCause<reading>& context) {
  if (reaction.message == Reaction::Message::ping)
    return send(role, Ping{reaction.value}, reaction.to, from, context);
  if (reaction.message == Reaction::Message::pong)
    return send(role, Pong{reaction.value}, reaction.to, from, context);
  if constexpr (is_keeper<Role>) {
    const auto about = context.choose(context.template all<Peer<reading>>());
    send(role, Note<reading>{reaction.value, about}, reaction.to, from, context);
  } else {
    send(role, Note<reading>{reaction.value, context.template self<Role>()}, reaction.to, from, context);
  }
}

/// What every handler does.
template <bool reading, class Role>
void handle(Role& role, Situation situation, std::optional<AnyId> from, AnyCause<reading>& context) {
  Reaction reaction = react(role.seed, situation);
  if (reaction.happens && reaction.chooses) {
    situation.branch = 1 + context.choose(2);
    reaction = react(role.seed, situation);
  }
  if (!reaction.happens) return;
  role.mood = reaction.mood;
  role.level = reaction.level;
  std::set<Id<Peer<reading>>> heard = role.heard;
  if (reaction.forgets) heard.clear();
  if (reaction.remembers && from && from->is<Peer<reading>>()) heard.insert(from->as<Peer<reading>>());
  role.heard = heard;
  if (reaction.disarms_tick) context.disarm(Tick{0});
  if (reaction.arms_tick) context.arm(Tick{reaction.value});
  if (reaction.arms_nap) context.arm(Nap{});
  if (reaction.message == Reaction::Message::none || role.left == 0) return;
  role.left = role.left - 1;
  send(role, reaction, from, context);
  if (!reaction.twice) return;
  if (reaction.differ) reaction.value = 1 - reaction.value;
  send(role, reaction, from, context);
}

template <bool reading, class Role, class Sender>
void handle_message(Role& role, Situation::Handler handler, unsigned value,
                    std::optional<Id<Peer<reading>>> about, Id<Sender> from, AnyCause<reading>& context) {
  Situation situation = situation_of<reading>(role, handler, context);
  const std::set<Id<Peer<reading>>>& heard = role.heard;
  situation.value = value;
  situation.about_heard = about && heard.contains(*about);
  if constexpr (std::is_same_v<Sender, Peer<reading>>) situation.from_heard = heard.contains(from);
  if constexpr (std::is_same_v<Sender, Role>) situation.from_self = from == context.template self<Role>();
  handle<reading>(role, situation, AnyId(from), context);
}

template <class Message>
void count(const std::vector<Sent<Message>>& messages, Situation& situation) {
  situation.count += messages.size();
  for (const Sent<Message>& sent : messages) situation.value += sent.message.value;
}

/// What volatile peers do: their memory and their budget come back as they were at first.
template <bool reading>
struct Peer {
  std::uint64_t seed = 0;
  unsigned mood = 0;
  Durable<unsigned> level = 0U;
  unsigned left = 0;  ///< how often it may still send
  std::set<Id<Peer>> heard{};

  using Causes = AnyCause<reading>;
  using Handler = Situation::Handler;

  void start(Causes& context) { handle<reading>(*this, situation(Handler::start, context), {}, context); }
  void act(const Received<>&, Causes& context) {
    handle<reading>(*this, situation(Handler::act, context), {}, context);
  }
  template <class Sender>
  void receive(const Ping& ping, Id<Sender> from, Causes& context) {
    handle_message<reading>(*this, Handler::ping, ping.value, {}, from, context);
  }
  template <class Sender>
  void receive(const Pong& pong, Id<Sender> from, Causes& context) {
    handle_message<reading>(*this, Handler::pong, pong.value, {}, from, context);
  }
  template <class Sender>
  void receive(const Note<reading>& note, Id<Sender> from, Causes& context) {
    handle_message<reading>(*this, Handler::note, note.value, note.about, from, context);
  }
  void timeout(const Tick& tick, Causes& context) {
    Situation now = situation(Handler::tick, context);
    now.value = tick.value;
    handle<reading>(*this, now, {}, context);
  }
  void timeout(const Nap&, Causes& context) {
    handle<reading>(*this, situation(Handler::nap, context), {}, context);
  }
  Situation situation(Handler handler, const Causes& context) const {
    return situation_of<reading>(*this, handler, context);
  }
};

/// What keepers do: nearly all that they know is durable, and they have a handler for restarts.
template <bool reading, bool ranked>
struct Keeper {
  static constexpr bool ordered = ranked;
  static constexpr std::string_view name = ranked ? "ranked keeper" : "keeper";

  std::uint64_t seed = 0;
  unsigned mood = 0;
  Durable<unsigned> level = 0U;
  Durable<unsigned> left = 0U;
  Durable<std::set<Id<Peer<reading>>>> heard{};

  using Causes = AnyCause<reading>;
  using Handler = Situation::Handler;

  void restart(Causes& context) { handle<reading>(*this, situation(Handler::restart, context), {}, context); }
  void act(const Received<>&, Causes& context) {
    handle<reading>(*this, situation(Handler::act, context), {}, context);
  }
  void act(const Received<Note<reading>>& received, Causes& context) requires reading {
    Situation now = situation(Handler::act_on_notes, context);
    count(received.template of<Note<reading>>(), now);
    if (now.count > 0) handle<reading>(*this, now, {}, context);
  }
  void act(const Received<Ping, Note<reading>>& received, Causes& context) requires reading {
    Situation now = situation(Handler::act_on_all, context);
    count(received.template of<Ping>(), now);
    count(received.template of<Note<reading>>(), now);
    if (now.count > 1) handle<reading>(*this, now, {}, context);
  }
  template <class Sender>
  void receive(const Ping& ping, Id<Sender> from, Causes& context) {
    handle_message<reading>(*this, Handler::ping, ping.value, {}, from, context);
  }
  template <class Sender>
  void receive(const Pong& pong, Id<Sender> from, Causes& context) {
    handle_message<reading>(*this, Handler::pong, pong.value, {}, from, context);
  }
  template <class Sender>
  requires(!reading) void receive(const Note<reading>& note, Id<Sender> from, Causes& context) {
    handle_message<reading>(*this, Handler::note, note.value, note.about, from, context);
  }
  void timeout(const Tick& tick, Causes& context) {
    Situation now = situation(Handler::tick, context);
    now.value = tick.value;
    handle<reading>(*this, now, {}, context);
  }
  void timeout(const Nap&, Causes& context) {
    handle<reading>(*this, situation(Handler::nap, context), {}, context);
  }
  Situation situation(Handler handler, const Causes& context) const {
    return situation_of<reading>(*this, handler, context);
  }
};

}  // namespace pessimist::random
