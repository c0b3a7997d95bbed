#include "random/reaction.hpp"

namespace pessimist::random {

bool has_sender(const Situation& situation) {
  using Handler = Situation::Handler;
  return situation.handler == Handler::ping || situation.handler == Handler::pong ||
         situation.handler == Handler::note || situation.handler == Handler::suspect ||
         situation.handler == Handler::disconnected;
}

Reaction plain(const Situation& situation, Reaction reaction) {
  if (reaction.chooses && situation.branch == 0) {
    Reaction asks;
    asks.chooses = true;
    return asks;
  }
  reaction.chooses = false;
  if (reaction.mood == situation.mood) reaction.mood.reset();
  if (reaction.level == situation.level) reaction.level.reset();
  if (!has_sender(situation) || situation.from_keeper) reaction.remembers = reaction.notices = false;
  if (situation.from_heard && !reaction.forgets) reaction.remembers = false;
  if (situation.heard == 0) reaction.forgets = false;
  if (situation.handler != Situation::Handler::ping || situation.holds_same) reaction.takes = false;
  using To = Reaction::To;
  if (reaction.message == Reaction::Message::none || !situation.may_send) {
    reaction.message = Reaction::Message::none;
    reaction.to = To::sender;
    reaction.twice = false;
  } else if (reaction.to == To::sender && !has_sender(situation)) {
    reaction.to = To::keepers;
  }
  if (!reaction.twice) reaction.differ = false;
  if (situation.handler == Situation::Handler::doze || situation.handler == Situation::Handler::forge)
    reaction.yields = false;
  if (reaction.message == Reaction::Message::none && !reaction.arms_tick) reaction.value = 0;
  return reaction;
}

}  // namespace pessimist::random
