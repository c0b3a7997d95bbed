#pragma once

// What every handler of a random protocol does: it looks up what the node's rules say of what it sees, and does that.
// Nothing depends on the number of a node of a symmetric role, nor on the order of a set.

#include <optional>
#include <set>
#include <type_traits>

#include "random/messages.hpp"
#include "random/rule_book.hpp"

namespace pessimist::random {

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

template <bool reading, class Role>
void remember(Role& role, const Reaction& reaction, std::optional<AnyId> from) {
  std::set<Id<Peer<reading>>> heard = role.heard;
  if (reaction.forgets) heard.clear();
  if (from && from->is<Peer<reading>>()) {
    if (reaction.remembers) heard.insert(from->as<Peer<reading>>());
    if (reaction.notices) role.noticed = from->as<Peer<reading>>();
  }
  role.heard = heard;
}

template <bool reading, class Role>
void handle(Role& role, Situation situation, std::optional<AnyId> from, AnyCause<reading>& context) {
  Reaction reaction = look_up(role.rules, situation);
  if (reaction.chooses) {
    situation.branch = 1 + context.choose(2);
    reaction = look_up(role.rules, situation);
  }
  role.mood = reaction.mood.value_or(role.mood);
  role.level = reaction.level.value_or(role.level);
  remember<reading>(role, reaction, from);
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
  situation.from_keeper = is_keeper<Sender>;
  if constexpr (std::is_same_v<Sender, Peer<reading>>) situation.from_heard = heard.contains(from);
  if constexpr (std::is_same_v<Sender, Role>) situation.from_self = from == context.template self<Role>();
  handle<reading>(role, situation, AnyId(from), context);
}

}  // namespace pessimist::random
