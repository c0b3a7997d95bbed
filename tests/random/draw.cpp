#include "random/draw.hpp"

#include "random/dice.hpp"

namespace pessimist::random {

namespace {

using Handler = Situation::Handler;

/// Which kind of message a role ignores, and from which level on; perhaps also another kind.
bool ignores(std::uint64_t seed, const Situation& situation) {
  Dice dice{seed, 6, situation.keeper ? 1U : 0U};
  const unsigned first = dice.below(3);
  const unsigned second = dice.below(3);
  const unsigned level = 1 + dice.below(2);
  const auto ignored = [&](unsigned kind) { return kind == first || kind == second; };
  if (situation.level < level) return false;
  switch (situation.handler) {
    case Handler::ping:
      return ignored(0);
    case Handler::pong:
      return ignored(1);
    case Handler::note:
    case Handler::act_on_notes:
    case Handler::act_on_quorum:
      return ignored(2);
    case Handler::act_on_all:
      return ignored(0) || ignored(2);
    default:
      return false;
  }
}

bool happens(const Traits& traits, const Situation& situation, Dice& dice) {
  if (situation.handler == Handler::start || situation.handler == Handler::restart ||
      situation.handler == Handler::forge)
    return true;
  if (situation.handler != Handler::act) return !dice.one_in(5);
  // The first steps always happen, so that few protocols are over at once.
  if (situation.mood == 0 && situation.level == 0 && situation.may_send) return true;
  return dice.one_in(situation.may_send && !traits.crowd ? 3 : 10);
}

void draw_message(const Traits& traits, const Situation& situation, Dice& dice, Reaction& reaction) {
  const bool must = situation.handler == Handler::start || situation.handler == Handler::restart ||
                    situation.handler == Handler::forge;
  if (must || dice.one_in(2)) reaction.message = static_cast<Reaction::Message>(1 + dice.below(3));
  reaction.twice = dice.one_in(traits.crowd ? 12 : 4);
  reaction.differ = dice.one_in(2);
  reaction.to = static_cast<Reaction::To>(dice.below(5));
  // In a crowd, few shout to all: the worlds of three peers that all answer all are too many.
  if (traits.crowd && reaction.to == Reaction::To::peers && !dice.one_in(3))
    reaction.to = Reaction::To::sender;
  if (traits.quorum && dice.one_in(2)) {  // else there are hardly ever two notes
    reaction.message = Reaction::Message::note;
    reaction.to = Reaction::To::keepers;
  }
}

}  // namespace

Reaction draw(std::uint64_t seed, const Traits& traits, const Situation& situation) {
  // Of two situations that look the same to a node, it makes the same.
  const unsigned mood = traits.idle && situation.level > 0 ? 0 : situation.mood;
  const std::uint64_t role = situation.keeper ? 1 + situation.index : 0;
  const std::uint64_t flags = (situation.from_self ? 1U : 0U) + (situation.from_heard ? 2U : 0U) +
                              (situation.about_heard ? 4U : 0U) + (situation.may_send ? 8U : 0U) +
                              (situation.from_keeper ? 16U : 0U) + 32U * situation.time +
                              (situation.holds ? 1U << 20U : 0U) + (situation.holds_same ? 1U << 21U : 0U);
  Dice dice{seed,
            static_cast<std::uint64_t>(situation.handler),
            role,
            mood,
            situation.level,
            situation.heard,
            flags,
            situation.value,
            situation.count,
            situation.branch};
  Reaction reaction;
  if (traits.fading && ignores(seed, situation)) return reaction;
  if (!happens(traits, situation, dice)) return reaction;
  reaction.chooses = dice.one_in(8);
  if (dice.one_in(4)) reaction.mood = dice.below(3);
  // Mostly upwards, so that runs are long and end.
  if (situation.level < 2 && dice.one_in(3)) reaction.level = situation.level + 1;
  if (dice.one_in(12) && !traits.fading) reaction.level = 0;
  reaction.remembers = dice.one_in(2);
  reaction.forgets = dice.one_in(8);
  draw_message(traits, situation, dice, reaction);
  reaction.value = dice.below(2);
  reaction.arms_tick = dice.one_in(8);
  reaction.arms_nap = dice.one_in(12);
  reaction.disarms_tick = dice.one_in(6);
  reaction.notices = traits.idle && dice.one_in(3);
  reaction.syncs = traits.frail && dice.one_in(2);
  reaction.yields = traits.frail && dice.one_in(4);
  reaction.takes = traits.valued && dice.one_in(2);
  return plain(situation, reaction);
}

}  // namespace pessimist::random
