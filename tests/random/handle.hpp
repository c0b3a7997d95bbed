#pragma once

// What every handler of a random protocol does: it looks up what the node's rules say of what it sees, and does that.
// Nothing depends on the number of a node of a symmetric role, nor on the order of a set.

#include <optional>
#include <set>
#include <type_traits>

#include "random/messages.hpp"
#include "random/rule_book.hpp"

namespace pessimist::random {

template <Kind kind, class Role>
Situation situation_of(const Role& role, Situation::Handler handler, const AnyCause<kind>& context) {
  Situation situation;
  situation.handler = handler;
  situation.keeper = is_keeper<Role>;
  if constexpr (requires { requires Role::ordered; }) situation.index = context.template self<Role>().index();
  situation.mood = role.mood;
  situation.level = role.level;
  situation.may_send = role.left > 0;
  const std::set<Id<Peer<kind>>>& heard = role.heard;
  situation.heard = heard.size();
  const AnyStone& stone = role.stone;
  situation.holds = stone && context.template tokens<Stone>().size() > 1;
  if constexpr (kind == Kind::times) situation.time = static_cast<unsigned>(context.now());
  return situation;
}

template <Kind kind, class Message, class Role>
void send(const Role&, const Message& message, Reaction::To to, std::optional<AnyId> from,
          AnyCause<kind>& context) {
  switch (to) {
    case Reaction::To::sender:
      if (from) return context.send(*from, message);
      break;
    case Reaction::To::self:
      return context.send(context.template self<Role>(), message);
    case Reaction::To::peers:
      return context.template broadcast<Peer<kind>>(message);
    case Reaction::To::any_peer:
      return context.send(context.choose(context.template all<Peer<kind>>()), message);
    case Reaction::To::keepers:
      break;
  }
  context.template broadcast<Keeper<kind, false>>(message);
  context.template broadcast<Keeper<kind, true>>(message);
}

/// A node that has no stone of its own sends any.
template <Kind kind, class Role>
Token<Stone> stone_of(const Role& role, AnyCause<kind>& context) {
  const AnyStone& own = role.stone;
  return own ? *own : context.choose(context.template tokens<Stone>());
}

template <Kind kind, class Role>
void send(const Role& role, const Reaction& reaction, std::optional<AnyId> from, AnyCause<kind>& context) {
  if (reaction.message == Reaction::Message::ping)
    return send<kind>(role, Ping{reaction.value, stone_of<kind>(role, context)}, reaction.to, from, context);
  if (reaction.message == Reaction::Message::pong)
    return send<kind>(role, Pong{reaction.value}, reaction.to, from, context);
  if constexpr (is_keeper<Role>) {
    const auto about = context.choose(context.template all<Peer<kind>>());
    send<kind>(role, Note<kind>{reaction.value, about}, reaction.to, from, context);
  } else {
    send<kind>(role, Note<kind>{reaction.value, context.template self<Role>()}, reaction.to, from, context);
  }
}

/// What a node may keep of what happens to it.
struct Source {
  std::optional<AnyId> from{};
  AnyStone stone{};
};

template <Kind kind, class Role>
void remember(Role& role, const Reaction& reaction, const Source& source) {
  const std::optional<AnyId>& from = source.from;
  if (reaction.takes) role.stone = source.stone;
  std::set<Id<Peer<kind>>> heard = role.heard;
  if (reaction.forgets) heard.clear();
  if (from && from->is<Peer<kind>>()) {
    if (reaction.remembers) heard.insert(from->as<Peer<kind>>());
    if (reaction.notices) role.noticed = from->as<Peer<kind>>();
  }
  role.heard = heard;
}

template <Kind kind, class Role>
void handle(Role& role, Situation situation, const Source& source, AnyCause<kind>& context) {
  Reaction reaction = look_up(role.rules, situation);
  if (reaction.chooses) {
    situation.branch = 1 + context.choose(2);
    reaction = look_up(role.rules, situation);
  }
  role.mood = reaction.mood.value_or(role.mood);
  role.level = reaction.level.value_or(role.level);
  remember<kind>(role, reaction, source);
  if (reaction.disarms_tick) context.disarm(Tick{0});
  if (reaction.arms_tick) context.arm(Tick{reaction.value});
  if (reaction.arms_nap) context.arm(Nap{});
  if (reaction.syncs) context.sync();
  if (reaction.message != Reaction::Message::none && role.left > 0) {
    role.left = role.left - 1;
    send<kind>(role, reaction, source.from, context);
    if (reaction.differ) reaction.value = 1 - reaction.value;
    if (reaction.twice) send<kind>(role, reaction, source.from, context);
  }
  if (reaction.yields) context.yield(Doze{});
}

/// What a message says besides its kind.
template <Kind kind>
struct Content {
  unsigned value = 0;
  std::optional<Id<Peer<kind>>> about{};
  AnyStone stone{};
};

template <Kind kind, class Role, class Sender>
void handle_message(Role& role, Situation::Handler handler, const Content<kind>& content, Id<Sender> from,
                    AnyCause<kind>& context) {
  Situation situation = situation_of<kind>(role, handler, context);
  const std::set<Id<Peer<kind>>>& heard = role.heard;
  const AnyStone& stone = role.stone;
  situation.value = content.value;
  situation.about_heard = content.about && heard.contains(*content.about);
  situation.holds_same = situation.holds && content.stone == stone;
  situation.from_keeper = is_keeper<Sender>;
  if constexpr (std::is_same_v<Sender, Peer<kind>>) situation.from_heard = heard.contains(from);
  if constexpr (std::is_same_v<Sender, Role>) situation.from_self = from == context.template self<Role>();
  handle<kind>(role, situation, {AnyId(from), content.stone}, context);
}

}  // namespace pessimist::random
