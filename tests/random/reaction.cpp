#include "random/reaction.hpp"

#include "random/dice.hpp"

namespace pessimist::random {

Reaction react(std::uint64_t seed, const Situation& situation) {
  const auto handler = static_cast<std::uint64_t>(situation.handler);
  const std::uint64_t role = situation.keeper ? 1 + situation.index : 0;
  const std::uint64_t flags = (situation.from_self ? 1U : 0U) + (situation.from_heard ? 2U : 0U) +
                              (situation.about_heard ? 4U : 0U) + (situation.may_send ? 8U : 0U);
  Dice dice{seed,
            handler,
            role,
            situation.mood,
            situation.level,
            situation.heard,
            flags,
            situation.value,
            situation.count,
            situation.branch};
  using Handler = Situation::Handler;
  const bool by_itself = situation.handler == Handler::act;
  const bool boots = situation.handler == Handler::start;
  Reaction reaction;
  // The first steps always happen, so that few protocols are over at once.
  const bool first = situation.mood == 0 && situation.level == 0 && situation.may_send;
  reaction.happens = by_itself ? first || dice.one_in(situation.may_send ? 3 : 10) : boots || !dice.one_in(5);
  if (!reaction.happens) return reaction;
  reaction.chooses = dice.one_in(8);
  reaction.mood = dice.one_in(4) ? dice.below(3) : situation.mood;
  // Mostly upwards, so that runs are long and end.
  reaction.level = situation.level < 2 && dice.one_in(3) ? situation.level + 1 : situation.level;
  if (dice.one_in(12)) reaction.level = 0;
  reaction.remembers = dice.one_in(3);
  reaction.forgets = dice.one_in(8);
  if (boots || dice.one_in(2)) reaction.message = static_cast<Reaction::Message>(1 + dice.below(3));
  reaction.twice = dice.one_in(4);
  reaction.differ = dice.one_in(2);
  reaction.to = static_cast<Reaction::To>(dice.below(5));
  reaction.value = dice.below(2);
  reaction.arms_tick = dice.one_in(8);
  reaction.arms_nap = dice.one_in(12);
  reaction.disarms_tick = dice.one_in(6);
  return reaction;
}

}  // namespace pessimist::random
