#include "random/words.hpp"

namespace pessimist::random {

namespace {

using Handler = Situation::Handler;
using To = Reaction::To;

std::string with_value(const std::string& name, unsigned value) {
  return name + "(" + std::to_string(value) + ")";
}

/// Known are those that it remembers.
std::string peer(bool known) { return known ? "a known peer" : "an unknown peer"; }

std::string sender(const Situation& situation) {
  if (situation.from_self) return "itself";
  if (situation.from_keeper) return situation.keeper ? "another keeper" : "a keeper";
  return peer(situation.from_heard);
}

/// Of an act: so many messages, so many of which have value 1.
std::string counted(const Situation& situation, const std::string& kind) {
  return "acts on " + std::to_string(situation.count) + " " + kind + ", of values that add up to " +
         std::to_string(situation.value);
}

std::string event(const Situation& situation) {
  const std::string from = " from " + sender(situation);
  switch (situation.handler) {
    case Handler::start:
      return "starts";
    case Handler::restart:
      return "restarts";
    case Handler::ping:
      return "on " + with_value("Ping", situation.value) + (situation.holds_same ? " of its stone" : "") +
             from;
    case Handler::pong:
      return "on " + with_value("Pong", situation.value) + from;
    case Handler::note:
      return "on " + with_value("Note", situation.value) + " about " + peer(situation.about_heard) + from;
    case Handler::act:
      return "of its own accord";
    case Handler::act_on_notes:
      return counted(situation, "Notes");
    case Handler::act_on_all:
      return counted(situation, "Pings and Notes");
    case Handler::act_on_quorum:
      return "acts on " + with_value("Note", situation.value) + " from two senders";
    case Handler::tick:
      return "on " + with_value("Tick", situation.value);
    case Handler::nap:
      return "on Nap";
    case Handler::doze:
      return "goes on";
    case Handler::suspect:
      return "suspects " + sender(situation);
    case Handler::disconnected:
      return "disconnected" + from;
    case Handler::forge:
      return "lies";
  }
  return "?";
}

std::string receiver(const Situation& situation, To to) {
  switch (to) {
    case To::sender:
      return "the sender";
    case To::self:
      return "itself";
    case To::peers:
      return situation.keeper ? "all peers" : "all other peers";
    case To::any_peer:
      return "any peer";
    case To::keepers:
      return situation.keeper ? "all other keepers" : "all keepers";
  }
  return "?";
}

std::string message(const Situation& situation, const Reaction& reaction, unsigned value) {
  switch (reaction.message) {
    case Reaction::Message::none:
      return "nothing";
    case Reaction::Message::ping:
      return with_value("Ping", value);
    case Reaction::Message::pong:
      return with_value("Pong", value);
    case Reaction::Message::note:
      return with_value("Note", value) + " about " + (situation.keeper ? "any peer" : "itself");
  }
  return "?";
}

}  // namespace

std::string words(const Situation& situation) {
  std::string text = situation.keeper ? "keeper" : "peer";
  if (situation.index > 0) text += " of rank " + std::to_string(situation.index);
  text += ", mood " + std::to_string(situation.mood) + ", level " + std::to_string(situation.level);
  if (situation.heard > 0) text += ", remembers " + std::to_string(situation.heard);
  if (situation.holds) text += ", holds a stone";
  text += situation.may_send ? ", may send, " : ", may not send, ";
  if (situation.time > 0) text += "at " + std::to_string(situation.time) + ", ";
  text += event(situation);
  if (situation.branch > 0) text += ", having chosen branch " + std::to_string(situation.branch);
  return text;
}

std::string words(const Situation& situation, const Reaction& reaction) {
  std::string text;
  const auto add = [&](bool does, const std::string& what) {
    if (does) text += (text.empty() ? "" : ", ") + what;
  };
  add(reaction.chooses, "chooses branch 1 or 2");
  add(reaction.mood.has_value(), "mood -> " + std::to_string(reaction.mood.value_or(0)));
  add(reaction.level.has_value(), "level -> " + std::to_string(reaction.level.value_or(0)));
  add(reaction.forgets, "forgets all");
  add(reaction.remembers, "remembers the sender");
  add(reaction.notices, "notices the sender");
  add(reaction.takes, "takes the stone");
  add(reaction.disarms_tick, "disarms Tick(0)");
  add(reaction.arms_tick, "arms " + with_value("Tick", reaction.value));
  add(reaction.arms_nap, "arms Nap");
  if (reaction.message != Reaction::Message::none) {
    std::string what = message(situation, reaction, reaction.value);
    const unsigned second = reaction.differ ? 1 - reaction.value : reaction.value;
    if (reaction.twice) what += " and " + message(situation, reaction, second);
    add(true, "sends " + what + " to " + receiver(situation, reaction.to));
  }
  add(reaction.syncs, "syncs");
  add(reaction.yields, "yields");
  return text.empty() ? "nothing" : text;
}

}  // namespace pessimist::random
